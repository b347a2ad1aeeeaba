import { z } from 'zod'
import { Fault } from '#kernel/fault.ts'
import type { FilmPicture, Ports } from '#kernel/ports.ts'
import { madeOnce } from '../pictures/made-once.ts'

/** A few pictures of a film, and how long it is where that is known. */
export interface FilmPictures {
  readonly seconds: number | null
  readonly pictures: readonly FilmPicture[]
}

const Kept = z.object({
  seconds: z.number().nullable(),
  pictures: z.array(z.object({ second: z.number(), data: z.base64() })),
  trouble: z.string().nullable(),
})
type Kept = z.infer<typeof Kept>

/**
 * Pictures of a film, taken once. Throws Fault with a reason; a film that cannot be looked into is not looked into
 * again, as that takes longest.
 */
export async function picturesOfFilm(
  ports: Pick<Ports, 'blobs' | 'films'>,
  blobKey: string,
  signal: AbortSignal,
): Promise<FilmPictures> {
  const { films, blobs } = ports
  const kept = await madeOnce(ports, { blobKey, form: 'film' }, async () => {
    if (!films)
      throw new Fault('precondition_failed', 'Films are not looked at here.', { reason: 'no-film-tools' })
    const content = await blobs.read(blobKey)
    return Buffer.from(JSON.stringify(await films.pictures(content, signal).then(asKept, asTrouble)))
  })
  const { trouble, seconds, pictures } = Kept.parse(JSON.parse(Buffer.from(kept).toString('utf8')))
  if (trouble !== null)
    throw new Fault('invalid_input', 'The film cannot be looked into.', { reason: trouble })
  return {
    seconds,
    pictures: pictures.map(({ second, data }) => ({ second, data: Buffer.from(data, 'base64') })),
  }
}

const asKept = ({ seconds, pictures }: FilmPictures): Kept => ({
  seconds,
  pictures: pictures.map(({ second, data }) => ({ second, data: Buffer.from(data).toString('base64') })),
  trouble: null,
})

function asTrouble(error: unknown): Kept {
  if (error instanceof Fault && error.code === 'invalid_input')
    return { seconds: null, pictures: [], trouble: error.reason ?? 'unreadable' }
  throw error
}
