import { describe, expect, test } from 'vitest';
import type { Draft } from '#azure/targets/field.ts';
import type { TargetId } from '#azure/targets/target.ts';
import { blob, checked, facts, formOfTarget, identity, keys, subnet, verdictOf } from './forms.ts';

const paste = 'a'.repeat(10_000);
const [head, tail] = [keys.ed25519.slice(0, 40), keys.ed25519.slice(40)];
const braced = `{6F1D0C4E-8A35-4B7E-9C1F-2D3E4F5A6B7C}`;

type Row = readonly [text: string, is: 'ok' | 'warn' | 'block', words?: string];
type Table = {
  readonly target: TargetId;
  readonly field: string;
  /** What shows the field. */
  readonly with?: Draft;
  readonly rows: readonly Row[];
};

const keyRows: readonly Row[] = [
  [keys.rsa, 'ok'],
  [`  ${keys.rsa}\r\n`, 'ok'],
  [keys.ed25519, 'warn', 'only RSA keys are documented'],
  [keys.weakRsa, 'warn', 'less than 2048 bits'],
  ['', 'block', 'a public key is needed'],
  ['ssh-rsa', 'block', 'missing after its type'],
  [`${head}\r\n${tail}`, 'block', 'broken over several'],
  [`${keys.rsa}\r\n${keys.ed25519}`, 'block', 'one key is needed'],
  [`${head} ${tail}`, 'block', 'cut or broken'],
  [keys.ed25519.slice(0, 50), 'block', 'cut or broken'],
  [`ssh-rsa ${blob('ssh-rsa', 3)}`, 'block', 'cut or broken'],
  [`ssh-rsa ${blob('ssh-rsa', 3, 257, 1)}`, 'block', 'cut or broken'],
  [`ssh-ed25519 ${blob('ssh-rsa', 32)}`, 'block', 'of another type'],
  [`ssh-dss ${blob('ssh-dss', 1, 1, 1, 1)}`, 'block', 'out of date'],
  [`constructor ${blob('constructor', 1)}`, 'block', 'begins with its type'],
  [`command="ls" ${keys.rsa}`, 'block', 'begins with its type'],
  ['-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk', 'block', 'never leave your computer'],
  ['-----BEGIN RSA PRIVATE KEY----- MIIEow', 'block', 'never leave your computer'],
  ['PuTTY-User-Key-File-3: ssh-ed25519', 'block', 'never leave your computer'],
  ['b3BlbnNzaC1rZXktdjEAAAAABG5vbmU', 'block', 'never leave your computer'],
  ['---- BEGIN SSH2 PUBLIC KEY ----', 'block', 'ssh-keygen -i'],
  [`ssh-rsa ${'A'.repeat(20_000)}`, 'block', 'too long'],
  [`${keys.rsa}\u0007`, 'block', 'control characters'],
  ['ｓｓｈ-rsa AAAA', 'block', 'begins with its type'],
];

const subnetRows: readonly Row[] = [
  ['', 'ok'],
  [subnet, 'ok'],
  [`${subnet.toUpperCase()}/`, 'ok'],
  [identity('train'), 'block', 'is not a subnet'],
  [subnet.replace('/subnets/train', ''), 'block', 'is not a subnet'],
  [`${subnet}/extra`, 'block', 'is not a subnet'],
  [subnet.replace('Microsoft.Network', 'Microsoft.ClassicNetwork'), 'block', 'is not a subnet'],
  [subnet.replace('/train', '/'), 'block', 'is not a subnet'],
  [subnet.replace('/subnets/train', '/subnets//'), 'block', 'is not a subnet'],
  [subnet.replace('/subscriptions/', '/subscription/'), 'block', 'a resource id is needed'],
  [subnet.replace(facts.place.subscriptionId, 'my-subscription'), 'block', 'which is a GUID'],
  [subnet.replace(facts.place.subscriptionId, `{${facts.place.subscriptionId}}`), 'ok'],
  [subnet.replace('vnet', 'v net'), 'block', 'is not a name of a resource'],
  [subnet.replace('vnet', ''), 'block', 'is empty'],
  [subnet.replace('/rg-net', '/rg\u0000net'), 'block', 'control characters'],
  [`https://portal.azure.com/#resource${subnet}`, 'block', 'not an address'],
  ['train', 'block', 'a resource id is needed'],
  [`/${paste}`, 'block', 'too long'],
];

const identityRows: readonly Row[] = [
  [identity('one'), 'ok'],
  [` ${identity('one')} , ${identity('two')}, `, 'ok'],
  [`${identity('one')},${identity('ONE').toUpperCase()}`, 'warn', 'more than once'],
  ['', 'block', 'at least one identity'],
  [' , ', 'block', 'at least one identity'],
  [`${identity('one')},${subnet}`, 'block', 'is not a user-assigned identity'],
  [identity('one').replace('ManagedIdentity', 'Identity'), 'block', 'is not a user-assigned identity'],
];

const tables: readonly Table[] = [
  {
    target: 'AmlCompute',
    field: 'name',
    rows: [
      ['train', 'ok'],
      ['  train  ', 'ok'],
      ['t1', 'ok'],
      ['cpu-cluster-1', 'warn', 'hyphen and digits'],
      ['a'.repeat(25), 'warn', 'longer than 24'],
      ['GPU-Train', 'warn', 'has a compute'],
      ['', 'block', 'a name is needed'],
      ['t', 'block', '2 to 32'],
      [paste, 'block', 'this has 10000'],
      ['train_1', 'block', 'not "_"'],
      ['träin', 'block', 'not "ä"'],
      ['tra\u0301in', 'block', 'the character U+0301'],
      ['tr\u001b[31main', 'block', 'the character U+001B'],
      ['tr\u202eain', 'block', 'the character U+202E'],
      ['tr\ud800ain', 'block', 'the character U+D800'],
      ['train😀', 'block', 'not "😀"'],
      ['1train', 'block', 'start with a letter'],
      ['-train', 'block', 'start with a letter'],
      ['train-', 'block', 'end with a letter'],
      ['LOCAL', 'block', 'reserved'],
      ['amlcompute', 'block', 'reserved'],
    ],
  },
  {
    target: 'ComputeInstance',
    field: 'name',
    rows: [
      ['ci0a1b2c3d', 'ok'],
      ['ci-1a', 'ok'],
      ['ci', 'block', '3 to 24'],
      ['a'.repeat(25), 'block', '3 to 24'],
      ['ci-40986653', 'block', 'hyphen and digits'],
      ['ci-', 'block', 'end with a letter'],
      ['ADA', 'warn', 'use it, or choose another'],
      ['Containerinstance', 'block', 'reserved'],
    ],
  },
  {
    target: 'AmlCompute',
    field: 'size',
    rows: [
      ['STANDARD_DS3_V2', 'ok'],
      ['', 'block', 'a size is needed'],
      ['Standard_X9', 'block', 'does not offer "Standard_X9"'],
      ['Standard_F_instance', 'block', 'cannot be used'],
      ['Standard DS3', 'block', 'looks like Standard_DS3_v2'],
      [paste, 'block', 'looks like'],
      ['４', 'block', 'looks like'],
    ],
  },
  { target: 'ComputeInstance', field: 'size', rows: [['standard_f_CLUSTER', 'block', 'cannot be used']] },
  {
    target: 'AmlCompute',
    field: 'priority',
    rows: [
      ['LowPriority', 'ok'],
      ['lowpriority', 'block', 'dedicated, low priority'],
      ['', 'block', 'one of these'],
    ],
  },
  {
    target: 'AmlCompute',
    field: 'max',
    rows: [
      ['0', 'ok'],
      [' 007 ', 'ok'],
      ['-1', 'block', '"-1" is not a whole number'],
      ['4.5', 'block', 'not a whole number'],
      ['1e3', 'block', 'not a whole number'],
      ['0x10', 'block', 'not a whole number'],
      ['４', 'block', 'not a whole number'],
      ['٣', 'block', 'not a whole number'],
      ['Infinity', 'block', 'not a whole number'],
      ['2147483648', 'block', 'too large'],
      ['9'.repeat(10_000), 'block', 'too large'],
      ['', 'block', 'a whole number is needed'],
      ['1\u0000', 'block', 'not a whole number'],
    ],
  },
  {
    target: 'AmlCompute',
    field: 'idle',
    rows: [
      ['120', 'ok'],
      ['120s', 'ok'],
      ['2m', 'ok'],
      ['1h 30m', 'ok'],
      ['1H30M', 'ok'],
      ['PT2M', 'ok'],
      ['pt1h', 'ok'],
      ['P1D', 'ok'],
      ['0', 'warn', 'outside the advised'],
      ['59s', 'warn', 'outside the advised'],
      ['P2D', 'warn', 'outside the advised'],
      ['-5m', 'block', 'negative'],
      ['PT-5M', 'block', 'negative'],
      ['P', 'block', 'a duration is needed'],
      ['PT', 'block', 'a duration is needed'],
      ['P1W', 'block', 'a duration is needed'],
      ['P1M', 'block', 'a duration is needed'],
      ['PT1.5M', 'block', 'a duration is needed'],
      ['5 apples', 'block', 'a duration is needed'],
      ['00:02:00', 'block', 'a duration is needed'],
      ['', 'block', 'a duration is needed'],
      ['999999999h', 'block', 'too long'],
      [paste, 'block', 'a duration is needed'],
    ],
  },
  {
    target: 'AmlCompute',
    field: 'user',
    with: { ssh: 'key' },
    rows: [
      ['azureuser', 'ok'],
      ['_svc-1', 'ok'],
      ['test', 'warn', 'refuse "test"'],
      ['', 'block', 'a user name is needed'],
      ['Ada', 'block', 'lower-case'],
      ['root', 'block', "system's own"],
      ['admin', 'block', "system's own"],
      ['www-data', 'block', "system's own"],
      ['1ada', 'block', 'must start with'],
      ['-ada', 'block', 'must start with'],
      ['ada.l', 'block', 'not "."'],
      ['adå', 'block', 'not "å"'],
      ['ada\u0000', 'block', 'the character U+0000'],
      ['a'.repeat(33), 'block', '1 to 32'],
    ],
  },
  { target: 'AmlCompute', field: 'key', with: { ssh: 'key' }, rows: keyRows },
  { target: 'ComputeInstance', field: 'key', with: { ssh: 'Enabled' }, rows: keyRows },
  {
    target: 'AmlCompute',
    field: 'password',
    with: { ssh: 'password' },
    rows: [
      ['Abcdefg1', 'ok'],
      ['abcdef1!', 'ok'],
      ['ABCDEF1!', 'ok'],
      ['abc def1G', 'ok'],
      ['Abcdefg1 ', 'warn', 'space'],
      ['Abcdéfg1', 'warn', 'ASCII'],
      ['Ab1'.repeat(30), 'warn', 'longer than 72'],
      ['', 'block', 'a password is needed'],
      ['Abcde1!', 'block', '8 to 123'],
      ['Ab1'.repeat(50), 'block', '8 to 123'],
      ['abcdefg1', 'block', 'three of these'],
      ['12345678', 'block', 'three of these'],
      ['Abcdefg1\n', 'block', 'line breaks'],
      ['Abcdefg1\u0007', 'block', 'control characters'],
    ],
  },
  { target: 'AmlCompute', field: 'subnet', rows: subnetRows },
  { target: 'ComputeInstance', field: 'subnet', rows: subnetRows },
  { target: 'AmlCompute', field: 'identities', with: { identity: 'user' }, rows: identityRows },
  { target: 'ComputeInstance', field: 'identities', with: { identity: 'user' }, rows: identityRows },
  {
    target: 'AmlCompute',
    field: 'tags',
    rows: [
      ['', 'ok'],
      ['team=vision, cost=42, empty=', 'ok'],
      ['größe=straße', 'ok'],
      ['a=b=c', 'ok'],
      ['team', 'block', 'not like "team"'],
      ['=x', 'block', 'not like "=x"'],
      ['a=1, A=2', 'block', 'twice'],
      ['a/b=1', 'block', 'must not hold'],
      [`${'k'.repeat(513)}=1`, 'block', 'at most 512'],
      [`k=${'v'.repeat(257)}`, 'block', 'at most 256'],
      [Array.from({ length: 51 }, (_, at) => `k${at}=1`).join(','), 'block', 'at most 50'],
      ['a=\u001b[2J', 'block', 'control characters'],
    ],
  },
  {
    target: 'AmlCompute',
    field: 'description',
    rows: [
      ['', 'ok'],
      ['Für 学習 👩‍🔬', 'ok'],
      [paste, 'warn', '10000 characters'],
      ['a\nb', 'block', 'one line'],
      ['a\u202eb', 'block', 'control characters'],
      ['\ud800', 'block', 'control characters'],
      ['-----BEGIN OPENSSH PRIVATE KEY-----', 'block', 'private key'],
    ],
  },
  {
    target: 'ComputeInstance',
    field: 'user',
    rows: [
      ['', 'ok'],
      ['6f1d0c4e-8a35-4b7e-9c1f-2d3e4f5a6b7c', 'ok'],
      [braced, 'ok'],
      [`(${braced.slice(1, -1)})`, 'ok'],
      [`"${braced.slice(1, -1)}"`, 'ok'],
      [`{${braced.slice(1, -1)}`, 'block', 'a GUID is needed'],
      [braced.replaceAll('-', ''), 'block', 'a GUID is needed'],
      [braced.replace('6F', 'XY'), 'block', 'a GUID is needed'],
      ['ada@example.com', 'block', 'not an e-mail address'],
      [paste, 'block', 'a GUID is needed'],
    ],
  },
  {
    target: 'ComputeInstance',
    field: 'stop',
    rows: [
      ['', 'ok'],
      ['0 18 * * * W. Europe Standard Time', 'ok'],
      ['stop 0 18 * * * w. europe standard time', 'ok'],
      ['STOP  30  18 1,15 jan-mar mon-fri UTC', 'ok'],
      ['0 8-18/2 * * 1-5 UTC', 'ok'],
      ['18:30 mon-fri Tokyo Standard Time', 'ok'],
      ['0:05 Saturday,sun UTC', 'ok'],
      ['18:30 daily UTC', 'ok'],
      ['0 18 * * *', 'warn', 'UTC is meant'],
      ['*/5 * * * * UTC', 'warn', 'more than once an hour'],
      ['start 0 18 * * * UTC', 'block', 'another one for start'],
      ['0 18 * * * Europe/Berlin', 'block', '"Europe/Berlin" is not a time zone of Windows'],
      ['0 18 * * * CET', 'block', 'not a time zone of Windows'],
      ['0 0 18 * * * UTC', 'block', 'five fields'],
      ['0 18 * *', 'block', 'five fields'],
      ['60 18 * * * UTC', 'block', 'the minute is 0 to 59'],
      ['0 24 * * * UTC', 'block', 'the hour is 0 to 23'],
      ['0 18 0 * * UTC', 'block', 'the day of the month is 1 to 31'],
      ['0 18 * 13 * UTC', 'block', 'the month is 1 to 12'],
      ['0 18 * * 7 UTC', 'block', 'Sunday is 0'],
      ['0 18 * * fri-mon UTC', 'block', 'runs backwards'],
      ['0 */0 * * * UTC', 'block', 'must be 1 or more'],
      ['0 18 * * -1 UTC', 'block', 'the day of the week is 0 to 6'],
      ['25:00 UTC', 'block', 'not a time'],
      ['@daily', 'block', 'the minute is'],
      [paste, 'block', 'too long'],
      ['0 18 * * * UTC\u0007', 'block', 'control characters'],
    ],
  },
  {
    target: 'ComputeInstance',
    field: 'start',
    rows: [
      ['start 0 8 * * 1-5 W. Europe Standard Time', 'ok'],
      ['stop 0 8 * * 1-5 UTC', 'block', 'another one for stop'],
    ],
  },
  {
    target: 'ComputeInstance',
    field: 'idle',
    rows: [
      ['', 'ok'],
      ['15m', 'ok'],
      ['PT30M', 'ok'],
      ['3d', 'ok'],
      ['14m', 'block', '15 minutes to 3 days'],
      ['4321m', 'block', '15 minutes to 3 days'],
      ['90s', 'block', 'whole minutes'],
      ['-30m', 'block', 'negative'],
      ['soon', 'block', 'a duration is needed'],
    ],
  },
  {
    target: 'ComputeInstance',
    field: 'creationPath',
    with: { creation: 'path' },
    rows: [
      ['Users/ada/setup.sh', 'ok'],
      ['Users/añá/my setup.sh', 'ok'],
      ['', 'block', 'a path is needed'],
      ['/Users/ada/setup.sh', 'block', 'begins at the root'],
      ['Users/../../etc/passwd', 'block', 'begins at the root'],
      ['Users\\ada\\setup.sh', 'block', 'backslash'],
      ['https://example.com/setup.sh', 'block', 'not an address'],
      ['Users/ada/', 'block', 'a folder'],
      ['Users/a\nda', 'block', 'line breaks'],
      [paste, 'block', 'too long'],
    ],
  },
  {
    target: 'ComputeInstance',
    field: 'startupInline',
    with: { startup: 'inline' },
    rows: [
      ['pip install lightgbm && echo "é"', 'ok'],
      ['  ', 'block', 'commands are needed'],
      ['echo \u001b[31m', 'block', 'control characters'],
    ],
  },
  {
    target: 'ComputeInstance',
    field: 'startupBase64',
    with: { startup: 'base64' },
    rows: [
      [Buffer.from('#!/bin/bash\necho hi\n').toString('base64'), 'ok'],
      [Buffer.from('#!/bin/bash\r\necho hi\r\n').toString('base64'), 'warn', 'Windows'],
      ['', 'block', 'is needed'],
      ['#!/bin/bash', 'block', 'not base64'],
      ['YWJj=', 'block', 'cut'],
    ],
  },
  {
    target: 'ComputeInstance',
    field: 'creationTimeout',
    with: { creation: 'path' },
    rows: [
      ['', 'ok'],
      ['15m', 'ok'],
      ['PT30M', 'ok'],
      ['2h', 'warn', 'longer than an hour'],
      ['0', 'block', 'whole minutes'],
      ['90s', 'block', 'whole minutes'],
      ['-1m', 'block', 'whole minutes'],
    ],
  },
];

const short = (text: string): string =>
  text.length > 60 ? `${JSON.stringify(text.slice(0, 50))}… (${text.length})` : JSON.stringify(text);

for (const table of tables)
  describe(`the field "${table.field}" of ${table.target}`, () => {
    test.each(table.rows.map(([text, is, words]) => [short(text), is, words ?? '', text] as const))(
      '%s: %s %s',
      (_, is, words, text) => {
        const verdict = verdictOf(table.target, table.field, { ...table.with, [table.field]: text });
        expect(verdict.is).toBe(is);
        expect(verdict.words).toContain(words);
        expect(verdict.words === '').toBe(words === '');
        // It must fit into a line or two, whatever was pasted, and never move the cursor.
        expect(verdict.words.length).toBeLessThan(200);
        expect(verdict.words).not.toMatch(/\p{Cc}/u);
      },
    );
  });

describe('a size', () => {
  test('is taken as typed, with a warning, while the region has not told its sizes', () => {
    const { sizes: _, ...unknown } = facts;
    expect(checked('AmlCompute', { name: 'train' }, unknown)).toMatchObject({
      fields: { size: { is: 'warn', words: 'the sizes of this region are not known yet' } },
      plan: { cost: {}, claims: { vmSize: 'Standard_DS3_v2' } },
    });
  });
});

describe('the name that is proposed for an instance', () => {
  test.each([
    ['the start of the workspace id', facts.workspaceId, 'ml-team', 'ci0a1b2c3d'],
    ['the start of the workspace name when the id is unknown', undefined, 'ml-team', 'cimlteam'],
    ['a plain word when the name has no letters', undefined, '__', 'cinotebook'],
  ])('is ci and %s', (_, workspaceId, workspace, proposed) => {
    const { workspaceId: __, ...rest } = facts;
    const known = {
      ...rest,
      place: { ...rest.place, workspace },
      ...(workspaceId === undefined ? {} : { workspaceId }),
    };
    expect(formOfTarget('ComputeInstance').initial(known)['name']).toBe(proposed);
    expect(checked('ComputeInstance', { name: proposed }, known).fields['name']?.is).toBe('ok');
  });
});
