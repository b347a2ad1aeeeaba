import { z } from 'zod'
import { Fault } from '#kernel/fault.ts'
import type { FilmTools } from './film-tools.ts'
import { runLimited } from '../programs/run-limited.ts'

/** A video in its own directory, where programs may read it and write their output. */
export interface LaidOutFilm {
  readonly tools: FilmTools
  readonly directory: string
  readonly signal: AbortSignal
}

/** The facts about a video. */
export interface FilmFacts {
  /** Null if it does not say. */
  readonly seconds: number | null
  readonly hasPictures: boolean
  readonly hasSound: boolean
}

const LOOKING_MS = 45_000
/** More than any film has; one that claims more is not unpacked. */
const PIXELS_MAX = 40_000_000
const ALLOCATED_AT_ONCE = 256 * 1_048_576

/** The file name of the video in its directory. */
export const FILM = 'film'

// Containers of audio and video, without formats that refer to other files, such as playlists and image sequences.
const FORMATS =
  'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,flv,asf,ogg,mp3,wav,w64,flac,aac,aiff,amr,caf'

/** The options with which a program opens the video: it reads only this file, on one thread. */
export const opening = `-v error -max_alloc ${ALLOCATED_AT_ONCE} -protocol_whitelist file -format_whitelist ${FORMATS}`
export const decoding = `-threads 1 -max_pixels ${PIXELS_MAX}`

/** One of our command lines as words; none of them contains a space. */
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

/** Throws Fault `invalid_input` if it is not a video. */
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

/** The duration of a video that does not state it, such as browser recordings: by reading it without decoding. */
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
