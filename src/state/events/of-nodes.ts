import type { Node, NodeState } from '#azure/model.ts';
import type { EventTone, Sighting } from './work-event.ts';

const tones: Readonly<Record<NodeState['is'], EventTone>> = {
  idle: 'neutral',
  running: 'works',
  preparing: 'changing',
  leaving: 'changing',
  unusable: 'needsPerson',
  preempted: 'takenAway',
  other: 'neutral',
};

/** What has become of the nodes of one cluster between two looks. */
export const nodeSightings = (
  clusterId: string,
  before: readonly Node[],
  after: readonly Node[],
): readonly Sighting[] => {
  if (before === after) return [];
  const sighting = (id: string, change: string, tone: EventTone): Sighting => ({
    kind: 'node',
    name: id,
    change,
    tone,
    who: '',
    subject: { is: 'node', clusterId, id },
  });
  const old = new Map(before.map((node) => [node.id, node]));
  const sightings: Sighting[] = [];
  for (const node of after) {
    const was = old.get(node.id);
    old.delete(node.id);
    const { text, is } = node.state;
    if (was === undefined) sightings.push(sighting(node.id, `came, ${text}`, tones[is]));
    else if (was.state.text !== text)
      sightings.push(sighting(node.id, `${was.state.text} -> ${text}`, tones[is]));
  }
  for (const { id, state } of old.values()) sightings.push(sighting(id, `left, ${state.text}`, 'neutral'));
  return sightings;
};
