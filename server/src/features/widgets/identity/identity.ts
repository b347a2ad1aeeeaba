import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { AttributeValue } from '#contract/shapes/contact.ts'
import { type ShownIdentity, WidgetDetails } from '#contract/shapes/widget.ts'
import { Fault } from '#kernel/fault.ts'
import type { Secret } from '#platform/crypto/secret.ts'
import { hashSecretOf } from './secret.ts'

/** A person's identity, as stated by a site's server. */
export interface Identity {
  readonly externalId: string
  readonly known: z.output<typeof WidgetDetails>
  readonly attributes: Readonly<Record<string, AttributeValue>>
  /** Until when that is to be believed. */
  readonly expiresAt: Date
}

/** A signed identity is valid for an hour at most. */
export const LIFETIME_MAX_MS = 3_600_000
const SKEW_MS = 60_000
const ATTRIBUTES_MAX = 50

const Head = z.object({ alg: z.literal('HS256'), crit: z.undefined().optional() })
const Claims = z.object({
  sub: z.string().trim().min(1).max(200),
  exp: z.number(),
  nbf: z.number().optional(),
  aud: z.union([z.string(), z.array(z.string())]).optional(),
  // Invalid details are dropped; the identity does not depend on them.
  name: WidgetDetails.shape.name.catch(undefined),
  email: WidgetDetails.shape.email.catch(undefined),
  phone: WidgetDetails.shape.phone.catch(undefined),
  attributes: z.record(z.string().max(64), AttributeValue).optional().catch(undefined),
})

const refused = (internal: string) =>
  new Fault('unauthenticated', 'The identity sent by the site was not accepted.', {
    reason: 'identity',
    internal,
  })

const hmac = (secret: Secret, text: string) => createHmac('sha256', secret.reveal()).update(text).digest()

const isSignedBy = (secrets: readonly Secret[], text: string, signature: Buffer): boolean =>
  secrets.some((secret) => {
    const expected = hmac(secret, text)
    return expected.length === signature.length && timingSafeEqual(expected, signature)
  })

interface Judging {
  readonly secrets: readonly Secret[]
  /** The widget's public key: a token with an audience must be for this one. */
  readonly key: string
  readonly now: Date
}

/**
 * Verifies the identity that a site states. Throws Fault `unauthenticated`, with the same message whatever is wrong.
 */
export const verifyIdentity = (shown: ShownIdentity, judging: Judging): Identity =>
  'token' in shown ? ofToken(shown.token, judging) : ofHash(shown, judging)

function ofHash(
  { userId, userHash, ...known }: Exclude<ShownIdentity, { token: string }>,
  { secrets, now }: Judging,
): Identity {
  if (!isSignedBy(secrets.map(hashSecretOf), userId, Buffer.from(userHash, 'hex')))
    throw refused('wrong hash')
  const expiresAt = new Date(now.getTime() + LIFETIME_MAX_MS)
  return { externalId: userId, known, attributes: {}, expiresAt }
}

function ofToken(token: string, { secrets, key, now }: Judging): Identity {
  const [head, body, signature, ...more] = token.split('.')
  if (!head || !body || !signature || more.length > 0) throw refused('not a token')
  // A single signing algorithm, whatever the token requests.
  if (!Head.safeParse(jsonOf(head)).success) throw refused('another algorithm')
  if (!isCanonical(signature) || !isSignedBy(secrets, `${head}.${body}`, Buffer.from(signature, 'base64url')))
    throw refused('wrong signature')
  const claims = Claims.safeParse(jsonOf(body)).data
  if (!claims) throw refused('claims missing')
  const { sub, exp, nbf, aud, attributes = {}, ...known } = claims
  const expiresAt = new Date(exp * 1_000)
  const at = now.getTime()
  if (!(expiresAt.getTime() > at)) throw refused('expired')
  if (expiresAt.getTime() > at + LIFETIME_MAX_MS + SKEW_MS) throw refused('good for more than an hour')
  if (nbf !== undefined && nbf * 1_000 > at + SKEW_MS) throw refused('not yet good')
  if (aud !== undefined && ![aud].flat().includes(key)) throw refused('for somebody else')
  return {
    externalId: sub,
    known,
    attributes: Object.fromEntries(Object.entries(attributes).slice(0, ATTRIBUTES_MAX)),
    expiresAt,
  }
}

/** One signature is written in one way. */
const isCanonical = (text: string) => Buffer.from(text, 'base64url').toString('base64url') === text

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}
