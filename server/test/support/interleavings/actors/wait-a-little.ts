import { setTimeout as pause } from 'node:timers/promises'
import type { Run } from '../run.ts'

/** Lets some virtual time pass, or none. */
export const waitALittle = ({ random }: Run): Promise<void> => pause(random.pick([1, 1, 20, 300, 1_500]))
