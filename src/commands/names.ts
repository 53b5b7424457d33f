/**
 * What the fields of a report and those who may see it are called.
 */
import type { Inference } from '../corpus/report.ts';

export const FIELD_NAMES: Readonly<Record<Inference['field'], string>> = {
  title: '标题',
  association: '单位',
  place: '地方',
  period: '年度',
  audience: '可见范围',
  published: '发布日期',
};
export const AUDIENCE_NAMES = { public: '公开', staff: '内部' } as const;
