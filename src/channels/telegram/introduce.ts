/** Sets the command list and the descriptions, in Chinese (for everybody) and English (for English apps). */
import type { Api } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import type { Language } from '../document.ts';
import type { Log } from '../log.ts';
import { forLog } from './calls.ts';
import { COMMANDS, DESCRIPTION, SHORT_DESCRIPTION } from './profile.ts';

/** Introduces the bot; never throws: it answers without, too. */
export async function introduce(api: Api, me: UserFromGetMe, log: Log, stopping: AbortSignal): Promise<void> {
  if (!me.can_read_all_group_messages) {
    log.info(
      {},
      '隐私模式开着：群里只收得到 /ask 和对机器人的回复，收不到“@”提及；要收得到，请在 BotFather 用 /setprivacy 关掉，再把机器人移出群、重新加进群',
    );
  }
  if (!me.supports_inline_queries) {
    log.info({}, '内联模式没有开：要在任何聊天里查，请在 BotFather 用 /setinline 打开');
  }
  const languages: readonly (readonly [Language, 'en' | 'zh' | undefined])[] = [
    ['zh', undefined],
    ['zh', 'zh'],
    ['en', 'en'],
  ];
  for (const [language, code] of languages) {
    const forApps = code === undefined ? {} : { language_code: code };
    try {
      await api.setMyCommands(COMMANDS[language], forApps);
      await api.setMyDescription(DESCRIPTION[language], forApps);
      await api.setMyShortDescription(SHORT_DESCRIPTION[language], forApps);
    } catch (error) {
      if (!stopping.aborted) log.warn(forLog(error), '机器人的命令表和简介没有设上：照常回答，下次启动再设');
      return;
    }
  }
}
