import type { Chance } from './chance.ts';

/** Not keys: back to the board, from wherever the keys have led; some seconds pass. */
export const [toBoard, pause] = ['to the board', 'pause'];

const typed = (text: string): readonly string[] => Array.from(text);
const row = (down: number): readonly string[] => [
  toBoard,
  '1',
  'g',
  ...Array.from({ length: down }, () => 'j'),
];

type Way = (chance: Chance) => readonly string[];

/** What users do, some of it as far as a write. */
export const ways: readonly [Way, ...Way[]] = [
  () => ['j', 'j', 'k', 'tab', 'j', 'shift-tab'],
  () => ['z', 'j', 'z'],
  () => ['H', 'esc'],
  () => ['?', 'esc'],
  () => ['r'],
  () => ['/', ...typed('gpu'), 'enter', 'esc'],
  ({ from }) => [...row(from(0, 9)), 'enter', 'j', 'esc'],
  () => [...row(0), '3', 'enter', pause, 'esc'],
  () => [...row(0), '3', 'L', pause, 'esc'],
  () => [...row(0), '$', pause, 'tab', 'esc'],
  () => [...row(0), '5', pause, 'esc'],
  () => [toBoard, 'e', 'j', 'esc', '@', 'esc'],
  ({ from }) => [
    ...row(from(0, 3)),
    's',
    'tab',
    'ctrl-u',
    String(from(1, 9)),
    'shift-tab',
    'shift-tab',
    'enter',
    pause,
    'enter',
    pause,
  ],
  ({ from }) => [...row(from(4, 6)), 's', ...(from(0, 1) === 0 ? [] : ['j']), 'enter', pause],
  ({ from }) => [
    ...row(0),
    'c',
    'g',
    'enter',
    'ctrl-u',
    ...typed(`new-${from(1, 99)}`),
    'shift-tab',
    'enter',
    pause,
    'enter',
    pause,
  ],
  ({ from }) => [...row(from(0, 3)), 'D', ...typed('lowpri-sweep'), 'enter', pause],
  ({ from }) => [...row(from(0, 9)), 'E', 'tab', 'esc'],
  () => ['p', pause, 'p'],
];
