/**
 * The rights the app asks for and what each is for; docs/slack.md says the same, and a test compares the two.
 */

/** Scopes of the bot token, with their reason. */
export const BOT_SCOPES: Readonly<Record<string, string>> = {
  'app_mentions:read': '知道有人在频道里提到科问',
  'channels:history': '公开频道的话题里接着问，不用再提到科问',
  'channels:read': '发到频道、点按钮回答之前看这个频道有没有外部的人',
  'chat:write': '回答',
  commands: '/kewen 命令',
  'files:write': '比较三个以上的数时，附一张图',
  'groups:history': '私有频道的话题里接着问',
  'groups:read': '在私有频道里做这些之前看有没有外部的人',
  'im:history': '私信里提问',
  'im:write': '在频道里说不了话时，把原因私信给提问的人',
  'links:read': '看到消息里科问网页的链接',
  'links:write': '把这样的链接展开成标题和原句',
  'mpim:history': '多人私信的话题里接着问',
  'mpim:read': '在多人私信里做这些之前看有没有外部的人',
  'mpim:write': '私信里转人工时，拉提问的人和用户组的人开一个多人私信',
  'assistant:write': '打开私信时给出可以点的问题，答的时候显示正在查',
  'usergroups:read': '转人工时查用户组里有谁',
  'users:read': '认出访客：访客只能看到公开的报告',
};

/** Scopes of the app token, for Socket Mode. */
export const APP_SCOPES: Readonly<Record<string, string>> = {
  'connections:write': '用 Socket Mode 连接',
};

/** Without these nothing works; without another one, what it is for does not. */
export const ESSENTIAL_SCOPES: readonly string[] = [
  'app_mentions:read',
  'chat:write',
  'commands',
  'im:history',
];

/** Every scope with its reason. */
export const SCOPES: Readonly<Record<string, string>> = { ...BOT_SCOPES, ...APP_SCOPES };
