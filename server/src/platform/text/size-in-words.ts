const KIB = 1_024

const units = ['bytes', 'KiB', 'MiB', 'GiB'] as const

/** Bytes as people read them, rounded down to a tenth of the largest unit that fits: `20 MiB`, `1.5 GiB`, `512 bytes`. */
export function sizeInWords(bytes: number): string {
  const power = Math.min(units.length - 1, bytes < KIB ? 0 : Math.floor(Math.log(bytes) / Math.log(KIB)))
  return `${Math.floor((bytes / KIB ** power) * 10) / 10} ${units[power]}`
}
