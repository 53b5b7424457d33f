#!/bin/sh
# 备份到 KEWEN_BACKUPS 下面以今天命名的文件夹，删掉第十三份以前的，再运行 kewen doctor。有一样不好，退出码不是 0。
set -eu
program=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
backups=${KEWEN_BACKUPS:?要设 KEWEN_BACKUPS：备份放在哪个文件夹}
kept=${KEWEN_BACKUPS_KEPT:-13}
kewen() { node "$program/dist/cli.js" "$@"; }

today=$(date +%Y-%m-%d)
target=$backups/$today
[ -e "$target" ] && target=$target-$(date +%H%M%S)
kewen backup "$target"

# 名字就是日子，排在前面的最旧。没做完的叫 .partial，不算。
count=$(find "$backups" -mindepth 1 -maxdepth 1 -type d -name '20*' ! -name '*.partial' | wc -l)
if [ "$count" -gt "$kept" ]; then
  find "$backups" -mindepth 1 -maxdepth 1 -type d -name '20*' ! -name '*.partial' | sort | head -n "$((count - kept))" |
    while IFS= read -r old; do rm -rf -- "$old"; done
fi

kewen doctor
