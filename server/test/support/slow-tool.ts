import { setTimeout as pause } from 'node:timers/promises'
import type { ExternalTool } from '#kernel/ports.ts'

/** Takes a moment, so that a conversation can be taken over meanwhile. */
export const slowTool: ExternalTool = {
  name: 'look_up',
  description: 'Looks something up.',
  inputSchema: { type: 'object', properties: {} },
  hasEffect: false,
  call: () => pause(40, { output: 'found', isError: false }),
}
