import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault } from '#kernel/fault.ts'
import type { FilmPicture, Films } from '#kernel/file-ports.ts'
import { makeScratch } from '#platform/scratch/scratch.ts'
import { openGate } from '#platform/processes/gate.ts'
import type { FilmTools } from './film-tools.ts'
import { decoding, FILM, type LaidOutFilm, probeFilm, measureFilm, opening, wordsIn } from './probe-film.ts'
import { runLimited } from '../programs/run-limited.ts'

const PICTURES = 6
const EDGE = 768
const PICTURES_MS = 90_000
const PICTURE_BYTES_MAX = 1_048_576
const SOUND_MS = 60_000
/** As long as the audio stays below what transcribers accept. */
const SOUND_SECONDS_MAX = 5_400
const SOUND_BYTES_MAX = 24 * 1_048_576

/** Decodes videos with ffmpeg, one at a time, each in a limited process. */
export function openFilms(tools: FilmTools): Films {
  const gate = openGate(1)

  const layOut = async <T>(
    content: Uint8Array,
    signal: AbortSignal,
    doing: (film: LaidOutFilm) => Promise<T>,
  ): Promise<T> => {
    const leave = await gate.enter(signal)
    const directory = await makeScratch()
    try {
      await writeFile(join(directory, FILM), content, { mode: 0o600 })
      return await doing({ tools, directory, signal })
    } finally {
      await rm(directory, { recursive: true, force: true })
      leave()
    }
  }

  return {
    pictures: (content, signal) =>
      layOut(content, signal, async (film) => {
        const facts = await probeFilm(film)
        if (!facts.hasPictures) throw unread('no-pictures', 'It contains no video.')
        const seconds = facts.seconds ?? (await measureFilm(film))
        return { seconds, pictures: await takePictures(film, seconds ?? 0) }
      }),
    sound: (content, signal) =>
      layOut(content, signal, async (film) => {
        const { seconds, hasSound } = await probeFilm(film)
        if (!hasSound) throw unread('no-sound', 'It contains no audio.')
        const heard = await takeSound(film)
        return { ...heard, seconds, isCut: seconds !== null && seconds > SOUND_SECONDS_MAX }
      }),
  }
}

const unread = (reason: string, detail: string) => new Fault('invalid_input', detail, { reason })

/** Frames from the middle of equal intervals; the first frame if the video is shorter than it claims. */
async function takePictures(film: LaidOutFilm, seconds: number): Promise<FilmPicture[]> {
  const until = Date.now() + PICTURES_MS
  const count = Math.max(1, Math.min(PICTURES, Math.ceil(seconds)))
  const pictures: FilmPicture[] = []
  for (let number = 0; number < count; number++) {
    const picture = await takePicture(film, ((number + 0.5) * seconds) / count, until)
    if (picture) pictures.push(picture)
  }
  const first = pictures.length === 0 && seconds > 0 ? await takePicture(film, 0, until) : null
  if (first) pictures.push(first)
  if (pictures.length === 0)
    throw unread('unreadable', 'The video is damaged, or its format is not supported.')
  return pictures
}

/** The frame at that second; null if there is none. */
async function takePicture(
  { tools, directory, signal }: LaidOutFilm,
  second: number,
  until: number,
): Promise<FilmPicture | null> {
  const inside = (edge: string) => `'min(${EDGE},${edge})'`
  const scale = `scale=w=${inside('iw')}:h=${inside('ih')}:force_original_aspect_ratio=decrease`
  const words = wordsIn(`-nostdin ${opening} ${decoding} -ss ${second.toFixed(3)} -i file:${FILM}
    -map 0:V:0 -an -sn -dn -frames:v 1 -vf ${scale} -map_metadata -1
    -threads 1 -c:v mjpeg -q:v 4 -f image2 -update 1 -y picture.jpg`)
  const path = join(directory, 'picture.jpg')
  await rm(path, { force: true })
  await runLimited({
    program: tools.ffmpeg,
    words,
    directory,
    signal,
    timeMs: Math.max(1, until - Date.now()),
  })
  const data = await made(path, PICTURE_BYTES_MAX)
  return data && { second, data }
}

/** Its first audio track in the best form for speech: small, in a widely supported format. */
async function takeSound({ tools, directory, signal }: LaidOutFilm) {
  const words = wordsIn(`-nostdin ${opening} ${decoding} -i file:${FILM}
    -map 0:a:0 -vn -sn -dn -t ${SOUND_SECONDS_MAX} -ac 1 -ar 16000 -map_metadata -1
    -threads 1 -c:a aac -b:a 32k -fs ${SOUND_BYTES_MAX} -f ipod -y sound.m4a`)
  await runLimited({ program: tools.ffmpeg, words, directory, signal, timeMs: SOUND_MS })
  const content = await made(join(directory, 'sound.m4a'), SOUND_BYTES_MAX)
  if (!content) throw unread('no-sound', 'It contains no audio.')
  return { content, mediaType: 'audio/mp4' }
}

/** The output file of a program; null if it is missing or too large. */
async function made(path: string, bytesMax: number): Promise<Uint8Array | null> {
  const size = await stat(path).then(
    (facts) => facts.size,
    () => 0,
  )
  return size > 0 && size <= bytesMax ? readFile(path) : null
}
