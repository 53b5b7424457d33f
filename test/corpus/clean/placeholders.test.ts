import { describe, expect, it } from 'vitest';
import { cleanContent, findPlaceholders } from '../../../src/corpus/clean.ts';

function reasonFor(...lines: readonly string[]): string | null {
  return findPlaceholders(cleanContent({ layout: 'lines', lines }));
}

describe('unfilled templates', () => {
  it('are told from reports by their blanks, which the reason shows', () => {
    const reason = reasonFor(
      '20XX年市科协工作总结',
      '20XX年，市科协开展科普活动x场，培训农民XX名，实施项目产值共亿元，增长%。',
    );
    expect(reason).toMatch(/^像是没有填完的范文，有6处空缺（“20XX年”“x场”“XX名”）/);
  });

  it('may have rules to write on', () => {
    expect(reasonFor('市科协举办讲座___场，服务群众____人次，培训＿＿人。')).not.toBeNull();
  });

  it('are set aside only for several blanks', () => {
    expect(reasonFor('全市开展科普活动x场，服务群众3万人次。')).toBeNull();
  });

  it('are not seen in ordinary words', () => {
    expect(
      reasonFor(
        '依托“5+X”主题党日开展X光机捐赠，惠及近万人、上万名群众，资金超亿元，产值近亿元。',
        '受益人次逐年提高，占比提升，增长3个百分点，联系电话138xxxx1234，尺寸3×5米，SUV与STEAM+X课程。',
        '共项目、共建共享，名家讲堂场次不断增加；出生年月日；2020年，科普中国e站118个。',
      ),
    ).toBeNull();
  });
});
