import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Action, createButtons } from '../../../src/channels/telegram/buttons.ts';

const buttons = createButtons('7:a-token');
const exchange = fc.oneof(fc.integer({ min: 1 }), fc.maxSafeInteger());
const small = fc.integer({ min: 0, max: 9999 });
const shift = fc.integer({ min: -9999, max: 9999 });
const passage = fc
  .tuple(
    fc.stringMatching(/^[0-9a-f]{8}$/u),
    fc.stringMatching(/^[0-9a-z]{8}$/u),
    fc.constantFrom('', '-2', '-114'),
  )
  .map((parts) => parts.join(''));
const name = fc.stringMatching(/^[0-9a-f]{8}$/u);
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ do: fc.constant('source' as const), exchange, at: small }),
  fc.record({ do: fc.constant('passage' as const), exchange, at: small, shift }),
  fc.record({ do: fc.constant('linked' as const), passage, shift }),
  fc.record({ do: fc.constant('vote' as const), exchange, isUseful: fc.boolean(), at: small }),
  fc.record({ do: fc.constant('choose' as const), exchange, at: small }),
  fc.record({ do: fc.constant('reports' as const), page: small }),
  fc.record({ do: fc.constant('home' as const) }),
  fc.record({ do: fc.constant('associations' as const), page: small }),
  fc.record({ do: fc.constant('association' as const), name, page: small }),
  fc.record({ do: fc.constant('report' as const), report: name }),
  fc.record({ do: fc.constant('latest' as const) }),
  fc.record({
    do: fc.constant('example' as const),
    question: name,
    report: fc.oneof(fc.constant(''), name),
  }),
);
const chat = fc.maxSafeInteger();

describe('button data', () => {
  it('opens to what was sealed and takes at most 64 bytes', () => {
    fc.assert(
      fc.property(chat, action, (where, what) => {
        const data = buttons.seal(where, what);
        expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
        expect(buttons.open(where, data)).toEqual(what);
      }),
    );
  });

  it('does not open in another chat, for another bot, or changed in any character', () => {
    fc.assert(
      fc.property(chat, action, fc.nat(), fc.stringMatching(/^[-\w.]$/u), (where, what, at, other) => {
        const data = buttons.seal(where, what);
        expect(buttons.open(where === 0 ? 1 : -where, data)).toBeNull();
        expect(createButtons('7:another').open(where, data)).toBeNull();
        const i = at % data.length;
        const changed = data.slice(0, i) + other + data.slice(i + 1);
        if (changed !== data) expect(buttons.open(where, changed)).toBeNull();
      }),
    );
  });

  it('does not open when somebody made it up', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (data) => {
        expect(buttons.open(1, data)).toBeNull();
      }),
    );
  });
});
