/** Words about agents that write first, and what they are to say at a moment. */
export const initiativeEn = {
  initiative: {
    title: 'Agents that write first',
    wroteFirst: 'Wrote first',
    planned: 'As planned',
    mute: 'Mute: no agent writes first',
    unmute: 'Unmute',
    plan: 'Plan a message',
  },
}
