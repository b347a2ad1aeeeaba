import { z } from 'zod'

const KEYS_MAX = 50

const Value = z.union([
  z.string().max(500),
  z.number(),
  z.boolean(),
  z.array(z.string().min(1).max(200)).max(50),
])

/** What people say of a document, by keys of theirs, so that a search may keep to some documents. */
export const Metadata = z
  .record(z.string().trim().min(1).max(64), Value)
  .refine((metadata) => Object.keys(metadata).length <= KEYS_MAX, `at most ${KEYS_MAX} keys`)
  .describe('Texts, numbers, truths or lists of texts (tags), by keys of your own.')
export type Metadata = z.infer<typeof Metadata>

/** By what keys the documents of a knowledge base are described, those of most documents first. */
export const MetadataKeyList = z
  .object({
    items: z.array(
      z.object({
        key: z.string(),
        kind: z.enum(['text', 'number', 'truth', 'list']).describe('That of most of its values.'),
        values: z
          .array(z.union([z.string(), z.number(), z.boolean()]))
          .describe('What it says most often; of lists, their entries.'),
      }),
    ),
  })
  .meta({ id: 'MetadataKeyList' })
export type MetadataKey = z.infer<typeof MetadataKeyList>['items'][number]
