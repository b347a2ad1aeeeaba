import type { Widget } from '#contract/shapes/widget.ts'

/** A widget's settings as they are typed. */
export interface Draft extends Pick<Widget, 'name' | 'agentId' | 'isEnabled' | 'look' | 'forms'> {
  /** One a line. */
  readonly origins: string
}

export const draftOf = ({ name, agentId, isEnabled, look, forms, allowedOrigins }: Widget): Draft => ({
  name,
  agentId,
  isEnabled,
  look,
  forms,
  origins: allowedOrigins.join('\n'),
})

/** The same as it is sent. */
export const givenBy = ({ origins, ...settings }: Draft) => ({
  ...settings,
  allowedOrigins: origins
    .split(/[\s,]+/)
    .map((line) => line.trim())
    .filter((line) => line !== ''),
})
