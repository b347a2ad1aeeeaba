/** Proactive and scheduled messages, as every page may name them. */
export const proactiveEn = {
  proactive: {
    title: 'Proactive messages',
    wroteFirst: 'Proactive message',
    scheduled: 'Scheduled message',
    mute: 'Mute proactive messages',
    unmute: 'Unmute proactive messages',
    schedule: 'Schedule a message',
  },
}
