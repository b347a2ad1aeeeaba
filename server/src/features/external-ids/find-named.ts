import { z } from 'zod'
import { readStep } from '#kernel/step.ts'
import { ExternalKind } from './external-id.ts'
import { findByName } from './store.ts'

const FindNamed = ExternalKind.extend({ externalId: z.string().max(200) })

/** Our own id of what an older system's clients call by that name; null when nothing is called so. */
export const findNamed = readStep(FindNamed, ({ tx }, name) => findByName(tx, name))
