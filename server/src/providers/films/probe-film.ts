import { z } from 'zod'
import { Fault } from '#kernel/fault.ts'
import type { FilmTools } from './film-tools.ts'
import { runLimited } from '../programs/run-limited.ts'

/** A film that lies in a directory of its own, where programs may look at it and leave what they make. */
export interface LaidOutFilm {
  readonly tools: FilmTools
  readonly directory: string
  readonly signal: AbortSignal
}

/** What a film is made of. */
export interface FilmFacts {
  /** Null where it does not say. */
  readonly seconds: number | null
  readonly hasPictures: boolean
  readonly hasSound: boolean
}

const LOOKING_MS = 45_000
/** More than any film has; one that claims more is not unpacked. */
const PIXELS_MAX = 40_000_000
const ALLOCATED_AT_ONCE = 256 * 1_048_576

/** What the film is called in its directory. */
export const FILM = 'film'

// Containers of pictures and sound, and nothing that names other files, such as playlists and lists of pictures.
const FORMATS =
  'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,flv,asf,ogg,mp3,wav,w64,flac,aac,aiff,amr,caf'

/** How a program is told to open the film: it reads this file and nothing else, on one thread. */
export const opening = `-v error -max_alloc ${ALLOCATED_AT_ONCE} -protocol_whitelist file -format_whitelist ${FORMATS}`
export const decoding = `-threads 1 -max_pixels ${PIXELS_MAX}`

/** A command line of ours as its words; none of them has a space in it. */
export const wordsIn = (line: string): string[] => line.split(/\s+/)

const seconds = z.coerce.number().positive().max(1e7).optional().catch(undefined)
const Told = z.object({
  format: z.object({ duration: seconds }).catch({}),
  streams: z
    .array(
      z.object({
        codec_type: z.string().optional(),
        duration: seconds,
        disposition: z.object({ attached_pic: z.number().optional() }).optional(),
      }),
    )
    .catch([]),
})

/** Throws Fault `invalid_input` for what is no film. */
export async function probeFilm({ tools, directory, signal }: LaidOutFilm): Promise<FilmFacts> {
  const entries = 'format=duration:stream=codec_type,duration:stream_disposition=attached_pic'
  const words = wordsIn(`${opening} -show_entries ${entries} -of json file:${FILM}`)
  const said = await runLimited({ program: tools.ffprobe, words, directory, signal, timeMs: LOOKING_MS })
  const told = Told.safeParse(jsonIn(said))
  if (!told.success)
    throw new Fault('invalid_input', 'The video is damaged, or its format is not supported.', {
      reason: 'unreadable',
      internal: said.slice(0, 500),
    })
  const { format, streams } = told.data
  const moving = streams.filter(
    ({ codec_type: type, disposition }) => type === 'video' && disposition?.attached_pic !== 1,
  )
  const lengths = [format.duration, ...moving.map(({ duration }) => duration)]
  return {
    seconds: lengths.find((one) => one !== undefined) ?? null,
    hasPictures: moving.length > 0,
    hasSound: streams.some(({ codec_type: type }) => type === 'audio'),
  }
}

/** How long a film is that does not say so, as those that browsers record: by going through it without unpacking. */
export async function measureFilm({ tools, directory, signal }: LaidOutFilm): Promise<number | null> {
  const words = wordsIn(
    `-nostdin ${opening} -progress pipe:1 -stats_period 10 -i file:${FILM} -map 0:v:0 -c copy -f null -`,
  )
  const said = await runLimited({ program: tools.ffmpeg, words, directory, signal, timeMs: LOOKING_MS })
  const last = [...said.matchAll(/^out_time_us=(\d{1,15})$/gm)].at(-1)?.[1]
  return last === undefined ? null : Number(last) / 1e6
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
