import type { Sharp } from 'sharp'
import { Fault } from '#kernel/fault.ts'
import type { Pictures, ShownPicture } from '#kernel/file-ports.ts'
import { openGate } from '#platform/processes/gate.ts'

// The size that all models accept without scaling.
const MODEL_EDGE = 1_568
const MODEL_BYTES_MAX = 4 * 1_048_576
const THUMBNAIL_EDGE = 640
/** More than any camera has; an image that claims more is refused before it is decoded. */
const PIXELS_MAX = 120_000_000
const SECONDS_MAX = 20
const AT_ONCE = 2

const taken = new Set<string>(['jpeg', 'png', 'webp', 'gif', 'heif', 'tiff'])

/** Decodes images with libvips, two at a time. Only the first of several in one file is used. */
export function openPictures(): Pictures {
  const gate = openGate(AT_ONCE)

  /** The image upright, without its metadata about camera and place. */
  const work = async <T>(
    content: Uint8Array,
    signal: AbortSignal,
    doing: (upright: Sharp, facts: { isAnimated: boolean; hasAlpha: boolean }) => Promise<T>,
  ): Promise<T> => {
    // With the first picture: most servers start without needing it.
    const { sharp } = await import('./picture-library.ts')
    const leave = await gate.enter(signal)
    try {
      const open = () =>
        sharp(content, { limitInputPixels: PIXELS_MAX, sequentialRead: true, failOn: 'error', pages: 1 })
      const { format, pages = 1, hasAlpha = false } = await open().metadata()
      if (!taken.has(format ?? '')) throw new Error(`${format} is not opened`)
      const upright = open().rotate().timeout({ seconds: SECONDS_MAX })
      return await doing(upright, { isAnimated: pages > 1, hasAlpha })
    } catch (error) {
      signal.throwIfAborted()
      throw new Fault(
        'invalid_input',
        'The picture cannot be opened: it is damaged, too large, or in an unsupported format.',
        {
          reason: 'picture-unreadable',
          cause: error,
        },
      )
    } finally {
      leave()
    }
  }

  return {
    forModel: (content, signal) =>
      work(content, signal, async (upright, { isAnimated, hasAlpha }) => {
        const small = upright.resize({
          width: MODEL_EDGE,
          height: MODEL_EDGE,
          fit: 'inside',
          withoutEnlargement: true,
        })
        const plain = hasAlpha ? small.clone().flatten({ background: '#fff' }) : small
        // Letters stay sharp in PNG; a photo is too much for it.
        const png = await small.clone().png({ compressionLevel: 8 }).toBuffer()
        const data = png.length <= MODEL_BYTES_MAX / 4 ? png : await plain.jpeg({ quality: 88 }).toBuffer()
        const mediaType: ShownPicture['mediaType'] = data === png ? 'image/png' : 'image/jpeg'
        return { mediaType, data, isAnimated }
      }),
    thumbnail: (content, signal) =>
      work(content, signal, (upright) =>
        upright
          .resize({
            width: THUMBNAIL_EDGE,
            height: THUMBNAIL_EDGE,
            fit: 'inside',
            withoutEnlargement: true,
          })
          .webp({ quality: 78, effort: 3 })
          .toBuffer(),
      ),
  }
}
