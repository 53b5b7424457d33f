/** A small corpus that builds in no time, for tests of how an index is put in service. Everything in it is invented. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { emptyFolder } from './corpora.ts';

/** One report with its front matter. */
export function reportFile(
  { association, year, audience = 'public' }: { association: string; year: number; audience?: string },
  body: string,
): string {
  const place = association.replace(/科协$/u, '');
  return `---
title: ${association}${year}年工作总结
association: ${association}
place: ${place}
period: ${year}
audience: ${audience}
---

# ${association}${year}年工作总结

${body}
`;
}

export const SMALL: Readonly<Record<string, string>> = {
  'yanling-2022.md': reportFile(
    { association: '雁岭市科协', year: 2022 },
    `## 一、科普服务

2022年，市科协共开展科普活动318场，受益群众4.2万人次。科普大篷车进校园46次，行程2600余公里。

## 二、人才服务

全市新建院士工作站3家。6月18日，市科协在会展中心举办科技工作者日座谈会，邀请专家27人参加。`,
  ),
  'heting-2021.md': reportFile(
    { association: '禾汀县科协', year: 2021 },
    `## 一、科普服务

2021年，县科协共开展科普活动96场，受益群众1.1万人次。

## 二、人才服务

全县新建院士工作站1家，培训农村实用人才540人次。`,
  ),
  'yanling-2022-budget.md': reportFile(
    { association: '雁岭市科协', year: 2022, audience: 'staff' },
    '2022年，市科协年初预算513.7万元，全年支出498.2万元，“墨斗专班”经办人为瞿一岚。',
  ),
  'lexicon/dictionary.txt': '科普大篷车 n\n院士工作站 n\n',
};

/** A new folder with these files in it, written in the order given. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = emptyFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}
