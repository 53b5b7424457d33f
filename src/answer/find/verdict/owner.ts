/**
 * Of whom a part of a sentence speaks: of the association whose report it is, or of another place or body that is
 * named as its subject (岳陵市共获得资金210万元，其中我县…).
 */
import { organisationsIn } from '../../../language/readings.ts';
import { shortPlace } from '../../question/place-names.ts';
import { occurrences } from '../../retrieve/occurrences.ts';
import type { Told } from './told.ts';

/** A place that begins a clause and does or has something. */
const SUBJECT_PLACE =
  /(?:^|[，,；;。：:])([^\P{Script=Han}我本全各该新由在围从对与和获为]{2,4}[省市县区州])(?=共|获|有|新|全|开|举|累计|的|在|已|科|下达|将)/gu;
const OWN = /我[省市县区州会]|本[省市县区会]|全[市县区]|(?<!\p{Script=Han})[市县区]科协/gu;

interface Owner {
  readonly at: number;
  readonly name: string;
  readonly isOwn: boolean;
}

function ownersIn({ text, evidence, claims, levels }: Told): Owner[] {
  const { place, association } = evidence.report;
  const short = shortPlace(place);
  const isOwn = (name: string) => (short !== '' && name.includes(short)) || association.includes(name);
  const isClaimed = (name: string) => claims.text.includes(name) || claims.text.includes(shortPlace(name));
  const places = [...text.matchAll(SUBJECT_PLACE)].map(({ 0: all, 1: name = '', index }) => ({
    at: index + all.length - name.length,
    name,
  }));
  // 阳新县科技馆 begins its clause with another place than the report's.
  const begun = levels
    .filter(
      ({ raw, start }) =>
        /^[^全].+[省市县区州]$/u.test(raw) &&
        /(?:^|[，,；;。：:])$/u.test(text.slice(Math.max(0, start - 1), start)),
    )
    .map(({ start, raw }) => ({ at: start, name: raw }));
  const bodies = organisationsIn(text)
    .filter(
      ({ name, start }) =>
        /(?:科协|科学技术协会)$/u.test(name) &&
        /(?:^|[，；。：])$/u.test(text.slice(Math.max(0, start - 1), start)),
    )
    .map(({ start, name }) => ({ at: start, name }));
  const others = [...places, ...begun, ...bodies]
    .filter(({ name }) => !isClaimed(name))
    .map(({ at, name }) => ({ at, name, isOwn: isOwn(name) || /^[市县区]科协$/u.test(name) }));
  const ours =
    short === ''
      ? []
      : occurrences(text, short).map(({ start }) => ({ at: start, name: short, isOwn: true }));
  const own = [...text.matchAll(OWN)].map(({ 0: name, index: at }) => ({ at, name, isOwn: true }));
  const claimed = [...places, ...begun, ...bodies]
    .filter(({ name }) => isClaimed(name))
    .map(({ at, name }) => ({ at, name, isOwn: true }));
  return [...others, ...own, ...ours, ...claimed].sort((a, b) => a.at - b.at);
}

/** Whether what stands at a place of a sentence is told of another body or place than the claim is about. */
export function isOfAnotherOwner(told: Told, at: number): boolean {
  const part = Math.max(told.text.lastIndexOf('；', at), told.text.lastIndexOf('。', at));
  const last = ownersIn(told).findLast((owner) => owner.at <= at && owner.at > part);
  return last !== undefined && !last.isOwn;
}
