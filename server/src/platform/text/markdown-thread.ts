import { parentPort } from 'node:worker_threads'
import { Marked, type Tokens } from 'marked'
import { escaped, linked } from './escaped.ts'
import { asWritten } from './as-written.ts'

// Text of a model or a person is never markup of ours: it is shown as it was typed, and images are not loaded.
const marked = new Marked({
  gfm: true,
  breaks: true,
  renderer: {
    html: ({ text }: Tokens.HTML | Tokens.Tag) => escaped(text),
    image: ({ href, text }: Tokens.Image) => linked(href, escaped(text || href)),
    link({ href, tokens }: Tokens.Link) {
      return linked(href, this.parser.parseInline(tokens))
    },
  },
})

function htmlOf(markdown: string): string {
  try {
    return marked.parse(markdown, { async: false })
  } catch {
    // Nested too deep for the stack.
    return asWritten(markdown)
  }
}

parentPort?.on('message', (texts: readonly string[]) => parentPort?.postMessage(texts.map(htmlOf)))
