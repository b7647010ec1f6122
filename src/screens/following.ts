/* What shows what happens, and the board that has room for it: fetched as one after the first frame. */
export { LargeBoard } from './board/LargeBoard.tsx';
export { CallsScreen } from './CallsScreen.tsx';
export { EventsScreen } from './EventsScreen.tsx';
export { newestOfOurs } from './newest-of-ours.ts';
export { notifyWords } from './notify-words.ts';
export { openEvent } from './open-event.ts';
