import { z } from 'zod'

const KEYS_MAX = 50

const Value = z.union([
  z.string().max(500),
  z.number(),
  z.boolean(),
  z.array(z.string().min(1).max(200)).max(50),
])

/** Metadata of a document, by keys of the tenant's own, so that a search can filter documents. */
export const Metadata = z
  .record(z.string().trim().min(1).max(64), Value)
  .refine((metadata) => Object.keys(metadata).length <= KEYS_MAX, `at most ${KEYS_MAX} keys`)
  .describe(
    'Up to 50 keys of your choice, each with a text, number, boolean or list of texts (tags), such as `{"product": "X200", "tags": ["warranty"]}`.',
  )
export type Metadata = z.infer<typeof Metadata>

/** The metadata keys that the documents of a knowledge base use, most used first. */
export const MetadataKeyList = z
  .object({
    items: z.array(
      z.object({
        key: z.string().describe('The metadata key.'),
        kind: z
          .enum(['text', 'number', 'truth', 'list'])
          .describe('The type of most values of this key; `truth` is a boolean.'),
        values: z
          .array(z.union([z.string(), z.number(), z.boolean()]))
          .describe('The most frequent values of this key; for lists, their most frequent entries.'),
      }),
    ),
  })
  .meta({ id: 'MetadataKeyList' })
export type MetadataKey = z.infer<typeof MetadataKeyList>['items'][number]
