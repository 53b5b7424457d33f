#!/bin/sh
# 叫人：$1 是出事的那个单元。KEWEN_ALARM_URL 是收消息的网址（Slack、企业微信、钉钉的“传入 webhook”，收 {"text":…} 的都行），
# KEWEN_ALARM_MAIL 是邮箱（要有 sendmail）。都没设就只写进日志。同一个单元一小时只叫一次。
set -eu
unit=${1:?要写哪个单元}
stamps=${RUNTIME_DIRECTORY:-/tmp}
stamp=$stamps/$(printf %s "$unit" | tr -c 'A-Za-z0-9._-' _)
if [ -n "$(find "$stamp" -mmin -60 2>/dev/null)" ]; then
  echo "$unit 还没好，一小时内叫过了"
  exit 0
fi
last=$(journalctl --unit "$unit" --lines 5 --output cat --no-pager 2>/dev/null | cut -c 1-300 || true)
text="科问出事了（$(hostname)）：$unit
$last"
echo "$text"
failed=0
if [ -n "${KEWEN_ALARM_URL:-}" ]; then
  KEWEN_ALARM_TEXT=$text node -e '
    fetch(process.env.KEWEN_ALARM_URL, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ text: process.env.KEWEN_ALARM_TEXT }),
      signal: AbortSignal.timeout(20000),
    }).then(({ ok, status }) => { if (!ok) throw new Error(`回了 ${status}`); })
      .catch((error) => { console.error(`没叫到：${error.message}`); process.exitCode = 1; });' || failed=1
fi
if [ -n "${KEWEN_ALARM_MAIL:-}" ]; then
  printf 'To: %s\nSubject: =?UTF-8?B?%s?=\nContent-Type: text/plain; charset=utf-8\n\n%s\n' \
    "$KEWEN_ALARM_MAIL" "$(printf %s "科问出事了：$unit" | base64 | tr -d '\n')" "$text" | sendmail -t || failed=1
fi
[ "$failed" -eq 0 ] && : >"$stamp"
exit "$failed"
