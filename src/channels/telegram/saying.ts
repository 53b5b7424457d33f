/**
 * Which update something is said for. Whoever sends a message notes it here first, and that it certainly did not get
 * there; and asks at the same time whether it may still be sent: an update that another process has taken over, because
 * this one was away for too long, is answered there.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

/** Notes that something is about to be said, or that it was not said after all; false where it may not be any more. */
type Note = (isSaid: boolean) => Promise<boolean>;

const current = new AsyncLocalStorage<{ readonly note: Note; hasSaid: boolean }>();

/** Does something for an update. */
export const sayingFor = <T>(note: Note, work: () => Promise<T>): Promise<T> =>
  current.run({ note, hasSaid: false }, work);

/** Whether a message may be sent; one that is sent for no update always may. */
export const maySay = async (): Promise<boolean> => (await current.getStore()?.note(true)) ?? true;

/** A message was sent. */
export function said(): void {
  const saying = current.getStore();
  if (saying) saying.hasSaid = true;
}

/** A message was certainly not sent. */
export async function notSaid(): Promise<void> {
  const saying = current.getStore();
  if (saying && !saying.hasSaid) await saying.note(false);
}
