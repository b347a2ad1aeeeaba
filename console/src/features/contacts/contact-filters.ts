import type { z } from 'zod'
import type { ListContacts } from '#contract/shapes/contact.ts'

/** Which contacts are shown, as the address says. */
export type ContactFilters = Omit<z.input<typeof ListContacts>, 'limit' | 'after'>
