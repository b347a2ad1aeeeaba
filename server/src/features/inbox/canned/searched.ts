import { normal } from '#platform/lexical/analyse.ts'
import { foldScript } from '#platform/lexical/fold-script.ts'

/** A text as it is searched: one width, lower case, and simplified characters, so that either script finds the other. */
export const searchedAs = (text: string): string => foldScript(normal(text))
