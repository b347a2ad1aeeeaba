import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { File } from '#contract/shapes/file.ts'
import { uploadFile } from '#features/files/index.ts'
import type { ElevatedScope } from '../../kit/elevate-scope.ts'
import { accept, jsonObjectOrText } from '../accept.ts'
import type { Caller } from '../caller.ts'
import { readParts } from '../form.ts'
import { badRequest } from '../refusal.ts'
import { endingOf, type NotedDocument, addRagDocument } from './documents.ts'
import { type NotedSource, provideSource } from './sources.ts'

const Beside = z.object({
  title: z.string().trim().max(255).nullish(),
  metadata: jsonObjectOrText,
  knowledgeSourceId: z
    .string()
    .regex(/^\d{0,15}$/)
    .nullish(),
  multimodal: z.string().max(10).nullish(),
})

export interface TakenFile {
  readonly taken: NotedDocument
  readonly file: File
  readonly isMultimodal: boolean
}

/** Stores the file of a form, with the other fields. */
export async function readUpload({ scope }: Caller, request: FastifyRequest) {
  if (!request.isMultipart()) throw badRequest('No file uploaded')
  const { fields, file } = await readParts(request, (name, content) => {
    if (endingOf(name) === null) throw badRequest('The file must have an extension')
    return uploadFile(scope, { name, content })
  })
  if (!file) throw badRequest('No file uploaded')
  return { file, beside: accept(Beside, fields) }
}

/** Takes the file of a form into a source: the one of the address, the one that the form names, or the standard one. */
export async function takeFile(
  { caller, elevated }: { caller: Caller; elevated: ElevatedScope },
  request: FastifyRequest,
  source?: NotedSource,
): Promise<TakenFile> {
  const { file, beside } = await readUpload(caller, request)
  const { title, metadata, knowledgeSourceId } = beside
  const target = source ?? (await provideSource(elevated, knowledgeSourceId || null))
  const taken = await addRagDocument(elevated, target, {
    name: file.name,
    fileId: file.id,
    notes: {
      title: title || file.name,
      fileId: file.id,
      fileType: endingOf(file.name),
      ...(metadata && { metadata }),
    },
  })
  return { taken, file, isMultimodal: beside.multimodal === 'true' }
}

/** The media type of a file, in these clients' terms. */
export function mediaTypeOf({ mediaType }: Pick<File, 'mediaType'>): string {
  const [kind = ''] = mediaType.split('/')
  return ['image', 'audio', 'video'].includes(kind) ? kind : 'document'
}
