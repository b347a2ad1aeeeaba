import { z } from 'zod'
import { madeOf } from '../uploads/remove-upload.ts'
import { Fault } from '#kernel/fault.ts'
import type { FilmPicture } from '#kernel/file-ports.ts'
import type { Ports } from '#kernel/ports.ts'
import { cachedRendition } from '../cached-rendition.ts'

/** Frames of a video, and its duration if known. */
export interface FilmPictures {
  readonly seconds: number | null
  readonly pictures: readonly FilmPicture[]
}

const Kept = z.object({
  seconds: z.number().nullable(),
  pictures: z.array(z.object({ second: z.number(), data: z.base64() })),
  errorCode: z.string().nullable().default(null),
  /** When it failed, and how often. */
  at: z.number().default(0),
  tries: z.number().default(1),
})
type Kept = z.infer<typeof Kept>

const FORM = 'film'
const TRIES = 3
const AGAIN_MS = 5 * 60_000

/**
 * Frames of a video, extracted once. Throws Fault with a reason; a failed extraction is retried when it is requested
 * minutes later, at most twice, as it takes longest.
 */
export async function picturesOfFilm(
  ports: Pick<Ports, 'blobs' | 'films'>,
  blobKey: string,
  signal: AbortSignal,
): Promise<FilmPictures> {
  const { films, blobs } = ports
  const look = async (tries: number): Promise<Kept> => {
    const kept = await cachedRendition(ports, { blobKey, form: FORM }, async () => {
      if (!films)
        throw new Fault('precondition_failed', 'Video analysis is not available on this server.', {
          reason: 'no-film-tools',
        })
      const content = await blobs.read(blobKey)
      const looked = films.pictures(content, signal)
      return Buffer.from(JSON.stringify(await looked.then(asKept, (error) => asFailed(error, tries))))
    })
    return Kept.parse(JSON.parse(Buffer.from(kept).toString('utf8')))
  }
  let found = await look(1)
  if (films && found.errorCode !== null && found.tries < TRIES && Date.now() - found.at >= AGAIN_MS) {
    await blobs.remove(`${madeOf(blobKey)}/${FORM}`)
    found = await look(found.tries + 1)
  }
  const { errorCode, seconds, pictures } = found
  if (errorCode !== null)
    throw new Fault('invalid_input', 'The video cannot be analysed.', { reason: errorCode })
  return {
    seconds,
    pictures: pictures.map(({ second, data }) => ({ second, data: Buffer.from(data, 'base64') })),
  }
}

const asKept = ({ seconds, pictures }: FilmPictures): Kept => ({
  seconds,
  pictures: pictures.map(({ second, data }) => ({ second, data: Buffer.from(data).toString('base64') })),
  errorCode: null,
  at: 0,
  tries: 1,
})

function asFailed(error: unknown, tries: number): Kept {
  if (error instanceof Fault && error.code === 'invalid_input')
    return { seconds: null, pictures: [], errorCode: error.reason ?? 'unreadable', at: Date.now(), tries }
  throw error
}
