import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readYaml } from '#azure/compute-yaml/read-yaml.ts';
import { judge } from './judge.ts';

const cluster = (lines: string): string => `name: train-1\ntype: amlcompute\n${lines}`;

describe('what is wrong in a file of YAML', () => {
  it.each([
    ['nothing', '', /^1:1 there is no compute in it/u],
    ['comments alone', '# later\n---\n', /^1:1 there is no compute in it/u],
    ['a list', '- name: x\n', /^1:1 keys with values are needed/u],
    ['a text', 'train-1\n', /^1:1 keys with values are needed/u],
    ['no type', 'name: train-1\n', /^1:1 type is missing: amlcompute, .* or synapsespark/u],
    ['no name', 'type: amlcompute\n', /^1:1 name: a name is needed/u],
    ['no name of an instance', 'type: computeinstance\n', /^1:1 name: a name is needed/u],
    [
      'an unknown key',
      cluster('max_nodes: 4\n'),
      /^3:1 there is no key "max_nodes" here; allowed are .*max_instances/u,
    ],
    [
      'an unknown key deep inside',
      cluster('network_settings:\n  user: ada\n'),
      /^4:3 there is no key "user" here; allowed are vnet_name, subnet$/u,
    ],
    ['a tab', cluster('ssh_settings:\n\tadmin_username: ada\n'), /^4:1 a tab indents this line/u],
    ['an anchor', cluster('size: &size Standard_DS3_v2\n'), /anchors and aliases/u],
    ['an alias of nothing', cluster('size: *size\n'), /anchors and aliases/u],
    ['a merge', 'type: amlcompute\nname: x\n<<: *base\n', /anchors and aliases/u],
    ['a tag', cluster('size: !!python/object:os.system ls\n'), /tags \(words that begin with !\)/u],
    ['a text for a number', cluster('max_instances: four\n'), /^3:16 max_instances takes a whole number/u],
    [
      'a number in quotes',
      cluster('max_instances: "4"\n'),
      /^3:16 max_instances takes a whole number.*without quotes; this is a text/u,
    ],
    ['a fraction', cluster('max_instances: 4.5\n'), /takes a whole number/u],
    ['a negative number', cluster('max_instances: -1\n'), /takes a whole number/u],
    [
      'yes for true',
      cluster('enable_node_public_ip: yes\n'),
      /takes true or false, without quotes; this is a text/u,
    ],
    ['a list for a text', cluster('description: [a]\n'), /^3:14 description takes a text; this is a list/u],
    ['a number for a text', cluster('description: 5\n'), /takes a text: put it in quotes; this is a number/u],
    ['a text for a mapping', cluster('ssh_settings: key\n'), /takes a mapping: keys with values/u],
    ['a wrong word', cluster('tier: spot\n'), /^3:7 tier takes dedicated or low_priority, not "spot"/u],
    ['a key twice', cluster('size: a\nsize: b\n'), /^4:1 the key "size" is there twice/u],
    ['a bad indentation', cluster('ssh_settings:\n   a: 1\n  b: 2\n'), /^5:/u],
    ['an open quote', cluster('description: "abc\n'), /^\d+:\d+ something is missing here|cannot be read/u],
    ['an open bracket', cluster('tags: {a: b\n'), /^\d+:\d+ /u],
    ['a bad size', cluster('size: enormous!\n'), /^3:7 size: a size looks like/u],
    [
      'more at least than at most',
      cluster('min_instances: 5\n'),
      /^1:1 min nodes \(5\) must not exceed max nodes \(1\)/u,
    ],
    ['an odd tag', cluster('tags: {a: [1]}\n'), /tags\."a" takes a text/u],
    ['a comma in a tag', cluster('tags: {a: "b,c"}\n'), /has a comma/u],
    [
      'a subnet by name alone',
      cluster('network_settings: {subnet: s}\n'),
      /takes a resource id, or a name with vnet_name/u,
    ],
    [
      'a network without a subnet',
      cluster('network_settings: {vnet_name: v}\n'),
      /means nothing without subnet/u,
    ],
    [
      'a port without an account',
      cluster('ssh_public_access_enabled: true\n'),
      /means nothing without ssh_settings/u,
    ],
    [
      'identities without their kind',
      cluster('identity: {user_assigned_identities: [/a]}\n'),
      /identity.* means nothing beside the rest/u,
    ],
    [
      'two of one name',
      `${cluster('')}---\n${cluster('')}`,
      /^4:7 "train-1" is the name of two of the computes/u,
    ],
  ])('%s is told in one sentence, with its place', (_what, text, why) => {
    const { faults, bodies } = judge(text);
    expect(bodies).toEqual({});
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(why);
  });

  it('all of it is told at once, in the order of the file', () => {
    const { faults } = judge(cluster('max_instances: x\nsizes: y\ntier: z\n'));
    expect(faults.map((each) => each.split(' ')[0])).toEqual(['3:16', '4:1', '5:7']);
  });
});

describe('a file of YAML that means harm', () => {
  const laughs = [
    'a: &a [x, x, x, x, x, x, x, x, x]',
    ...Array.from('bcdefghij', (letter, at) => {
      const before = `*${String.fromCharCode(97 + at)}`;
      return `${letter}: &${letter} [${Array.from({ length: 9 }, () => before).join(', ')}]`;
    }),
  ].join('\n');

  it.each([
    ['a billion laughs', laughs],
    ['a hundred thousand brackets', '['.repeat(100_000)],
    ['a hundred thousand nested keys', '{a: '.repeat(60_000)],
    ['deep indentation', Array.from({ length: 400 }, (_, at) => `${' '.repeat(at)}a:`).join('\n')],
    ['a megabyte', 'a'.repeat(1_000_000)],
    ['a thousand documents', '---\nname: a\n'.repeat(1000)],
    ['fifty thousand keys', Array.from({ length: 24_000 }, (_, at) => `k${at}: 1`).join('\n')],
  ])('is refused in a moment: %s', (_what, text) => {
    const before = performance.now();
    const { faults, bodies } = judge(text);
    expect(performance.now() - before).toBeLessThan(5000);
    expect(bodies).toEqual({});
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.length).toBeLessThanOrEqual(50);
    expect(faults.join('\n').length).toBeLessThan(20_000);
  });

  it('a name of 4 kB is refused without being repeated', () => {
    const { faults } = judge(`type: amlcompute\nname: ${'n'.repeat(4096)}\n`);
    expect(faults).toEqual(['2:7 name: 2 to 32 characters are allowed, this has 4096']);
  });

  it('what would drive a terminal is repeated as plain text', () => {
    const { faults } = judge(cluster('tier: "\\e]0;pwned\\a\\u202e"\n"\\e[2J": 1\n'));
    expect(faults).toHaveLength(2);
    expect(faults.join('')).not.toMatch(/[\u0000-\u001f\u202e]/u);
  });

  it.each([
    '*Secret1!x',
    '&Secret1!x a',
    '!Secret1!x',
    '[Secret1!x]',
    '{Secret1!x: }',
    '"Secret1!x',
    "'Secret1!x",
    '%Secret1!x',
    '@Secret1!x',
    'short',
  ])('a password never comes back in a fault: %s', (value) => {
    const { faults } = judge(cluster(`ssh_settings:\n  admin_username: ada\n  admin_password: ${value}\n`));
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.join('\n')).not.toMatch(/Secret1|short/u);
  });

  it('whatever it is, it never throws, and every fault has a place', () => {
    const pieces = fc.constantFrom(
      'type: amlcompute',
      'name: a1',
      '\n',
      '\t',
      '  ',
      '- ',
      ': ',
      '&a ',
      '*a',
      '!t ',
      '"',
      "'",
      '{',
      '}',
      '[',
      ']',
      '|',
      '>',
      '#',
      '---',
      '...',
      '%YAML 1.1',
      '\u0000',
      '\u2028',
      '\ud800',
      '? ',
      ',',
      'tags:',
      'identity:',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 30 }), (parts) => {
        const text = parts.join('');
        const read = readYaml(text);
        const placed = read.ok || read.faults.every(({ line, column }) => line > 0 && column > 0);
        expect({ placed, faults: judge(text).faults }).toMatchObject({ placed: true });
      }),
      { numRuns: 2000 },
    );
  });
});
