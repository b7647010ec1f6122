import type { Binding } from './binding.ts';
import { asks, rows } from './rows.ts';

/** Logs of jobs. On the log screen the letters are its own: those of every screen that it keeps stand here once more. */
export const logKeys: readonly Binding[] = [
  ...rows('panelScreens', 'Look', ['4', 'log', 'log']),
  ...rows('job', 'Look', ['L', 'log', 'log', 28]),
  ...rows('family', 'Look', ['tab', 'page.turn', 'facts, children', 14]),
  ...rows(
    'log',
    'Look',
    ['f', 'follow', 'follow, pause', 10],
    ['tab', 'file.next', 'file', 11],
    ['shift-tab', 'file.prev', 'file before'],
    ['/', 'find', 'find', 12],
    ['n', 'find.next', 'next hit', 30],
    ['N', 'find.prev', 'hit before'],
    ['w', 'wrap', 'wrap', 13],
    ['t', 'times', 'times', 15],
    ['s', 'log.save', 'save', 14],
    ['r', 'refresh', 'refresh now'],
    ['p', 'pause', 'pause, go on'],
    ['H', 'sources', 'health of sources'],
    ['@', 'calls', 'calls to Azure'],
  ),
  ...rows('log', 'Program', ['A', 'connect.open', 'sign in'], ['?', 'help', 'help', 24]),
  ...asks('find', ['enter', 'find.accept', 'find', 10], ['esc', 'overlay.close', 'as before', 20]),
];
