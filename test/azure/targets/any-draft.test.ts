import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Draft } from '#azure/targets/field.ts';
import { targetForms } from '#azure/targets/forms.ts';
import { hasForm, targets } from '#azure/targets/index.ts';
import type { TargetId } from '#azure/targets/target.ts';
import { attachmentFixtures, unpublished } from './attachments.ts';
import { fixtures } from './bodies.ts';
import { allWords, draftOf, facts, formOfTarget, identity, keys, subnet } from './forms.ts';

const ids = targets.filter(hasForm).map(({ id }) => id);

const strange = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ maxLength: 12_000, size: 'max' }),
  fc.constantFrom(
    '',
    ' ',
    '0',
    '-1',
    '1h',
    'train',
    'PT5M',
    '0 18 * * * UTC',
    '__proto__=1,constructor=2',
    keys.rsa,
    keys.ed25519,
    subnet,
    identity('one'),
    '-----BEGIN PRIVATE KEY-----',
  ),
);

/** A draft that can be sent, of which up to four fields are then changed: to one of their choices, or to anything at all. */
const draftFor = (id: TargetId): fc.Arbitrary<Draft> => {
  const good = [...fixtures, ...attachmentFixtures, ...unpublished]
    .filter(({ target }) => target === id)
    .map(({ draft }) => draft);
  const change = fc.constantFrom(...formOfTarget(id).fields).chain(({ name, kind }) => {
    const options = kind.is === 'choice' ? kind.options.map(({ value }) => value) : ['', 'train'];
    return fc.tuple(fc.constant(name), fc.oneof(fc.constantFrom(...options), strange));
  });
  return fc
    .tuple(fc.constantFrom(...good), fc.array(change, { maxLength: 4 }))
    .map(([draft, changes]) => ({ ...draftOf(id, draft), ...Object.fromEntries(changes) }));
};

describe.each(ids)('any draft of %s', (id) => {
  const form = formOfTarget(id);

  test('is checked without a throw, and has a plan exactly when nothing blocks', () => {
    const seen = { plans: 0, blocked: 0 };
    fc.assert(
      fc.property(draftFor(id), (draft) => {
        const { fields, blocks, plan } = form.check(draft, facts);
        const blocked = blocks.length > 0 || Object.values(fields).some(({ is }) => is === 'block');
        expect(plan === undefined).toBe(blocked);
        if (plan === undefined) seen.blocked += 1;
        else seen.plans += 1;
        const visible = form.visible({ ...form.initial(facts), ...draft }).map(({ name }) => name);
        expect(Object.keys(fields)).toEqual(visible);
      }),
      { numRuns: 400 },
    );
    // Otherwise the property would say nothing.
    expect(seen.plans).toBeGreaterThan(10);
    expect(seen.blocked).toBeGreaterThan(10);
  });

  test('is checked without a throw when every field holds anything at all', () => {
    const anything = fc.record(Object.fromEntries(form.fields.map(({ name }) => [name, strange])));
    fc.assert(
      fc.property(anything, (draft) => {
        const text = allWords(form.check(draft, facts));
        expect(text).not.toMatch(/[^\P{Cc}\n]/u);
        expect(text.length).toBeLessThan(8000);
      }),
      { numRuns: 200 },
    );
  });

  test('does the same whatever its hidden fields hold', () => {
    fc.assert(
      fc.property(draftFor(id), strange, (draft, text) => {
        const whole = { ...form.initial(facts), ...draft };
        const visible = new Set(form.visible(whole).map(({ name }) => name));
        const hidden = form.fields.filter(({ name }) => !visible.has(name));
        const other = { ...whole, ...Object.fromEntries(hidden.map(({ name }) => [name, text])) };
        expect(form.check(other, facts)).toEqual(form.check(whole, facts));
      }),
    );
  });

  test('has a body that is the same after a trip through JSON', () => {
    fc.assert(
      fc.property(draftFor(id), (draft) => {
        const { plan } = form.check(draft, facts);
        expect(JSON.parse(JSON.stringify(plan?.body ?? null))).toEqual(plan?.body ?? null);
      }),
    );
  });
});

describe('secrets', () => {
  const secretWord = fc
    .string({ unit: fc.constantFrom('Q', 'x', '7', '~', 'Z', 'k', '3'), minLength: 12, maxLength: 140 })
    .filter((text) => !/^\d+$/u.test(text));

  test('a password is found in no words, whether it is good or not', () => {
    fc.assert(
      fc.property(secretWord, fc.constantFrom('', ' ', '\n', 'é', '\u0007'), (password, more) => {
        const typed = `${password}${more}`;
        const check = formOfTarget('AmlCompute').check(
          draftOf('AmlCompute', { name: 'train', ssh: 'password', password: typed }),
          facts,
        );
        expect(allWords(check)).not.toContain(password.slice(0, 6));
      }),
    );
  });

  test('nothing that is pasted as a key is found in any words', () => {
    const around = fc.constantFrom(
      ['', ''],
      ['-----BEGIN OPENSSH PRIVATE KEY-----\n', '\n-----END OPENSSH PRIVATE KEY-----'],
      ['ssh-rsa ', ''],
      ['PuTTY-User-Key-File-3: ssh-rsa\r\n', ''],
    );
    fc.assert(
      fc.property(secretWord, around, (secret, [before = '', after = '']) => {
        const key = `${before}${secret}${after}`;
        for (const [id, ssh] of [
          ['AmlCompute', 'key'],
          ['ComputeInstance', 'Enabled'],
        ] as const)
          expect(allWords(formOfTarget(id).check(draftOf(id, { ssh, key }), facts))).not.toContain(
            secret.slice(0, 6),
          );
      }),
    );
  });

  test('a private key is refused, and not repeated, wherever it is pasted', () => {
    const key = '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAAsecret\n';
    for (const { id } of targets.filter(hasForm)) {
      const form = formOfTarget(id);
      const everywhere = Object.fromEntries(
        form.fields.map(({ name, kind }) => [
          name,
          kind.is === 'choice' ? (draftOf(id, {})[name] ?? '') : key,
        ]),
      );
      const { fields, plan } = form.check(everywhere, facts);
      expect(plan).toBeUndefined();
      expect(JSON.stringify(fields)).not.toMatch(/b3Blbn|secret|BEGIN/u);
    }
  });

  test('are in fields that are masked, and nowhere else', () => {
    const secret = Object.values(targetForms)
      .flatMap(({ fields }) => fields)
      .filter(({ kind }) => kind.is === 'secret');
    expect([...new Set(secret.map(({ name }) => name))].toSorted()).toEqual([
      'passphrase',
      'password',
      'token',
    ]);
  });
});
