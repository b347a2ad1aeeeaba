import { z } from 'zod'

/** An object that another part of the server made, and hands to an internal use-case as it is. */
export const objectOf = <T extends object>() =>
  z.custom<T>((value) => typeof value === 'object' && value !== null)
