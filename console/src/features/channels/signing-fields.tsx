import { PasswordInput, Select, TextInput } from '@mantine/core'
import type { EmailChannel, MailSigning } from '#contract/shapes/email-channel.ts'
import { useChannelMessages } from '../../messages/channels/channel-messages.ts'

export interface Signing {
  signing: MailSigning
  signingHeader: string
  /** Empty where the one before is kept. */
  signingKey: string
}

export const signingOf = (email: EmailChannel | null): Signing => ({
  signing: email?.signing ?? 'none',
  signingHeader: email?.signingHeader ?? 'x-signature',
  signingKey: '',
})

/** Whether there is a key for it, here or from before. */
export const isSigningWhole = ({ signing, signingKey }: Signing, email: EmailChannel | null): boolean =>
  signing === 'none' || signing === email?.signing || signingKey.trim() !== ''

interface SigningFieldsProps {
  value: Signing
  /** The one that is changed; null for a new one. */
  email: EmailChannel | null
  onChange: (value: Signing) => void
}

/** How a mail service signs what it brings, besides showing the secret. */
export function SigningFields({ value, email, onChange }: SigningFieldsProps) {
  const { channels: t } = useChannelMessages()
  const ways = Object.entries(t.signings).map(([way, label]) => ({ value: way, label }))
  const isKept = value.signing === email?.signing
  return (
    <>
      <Select
        label={t.signing}
        data={ways}
        value={value.signing}
        onChange={(way) => onChange({ ...value, signing: (way ?? 'none') as MailSigning })}
        allowDeselect={false}
      />
      {value.signing === 'hmac' && (
        <TextInput
          label={t.signingHeader}
          value={value.signingHeader}
          onChange={(event) => onChange({ ...value, signingHeader: event.currentTarget.value })}
          maxLength={60}
          required
        />
      )}
      {value.signing !== 'none' && (
        <PasswordInput
          label={t.signingKey}
          {...(isKept && { description: t.signingKeyKept })}
          value={value.signingKey}
          onChange={(event) => onChange({ ...value, signingKey: event.currentTarget.value })}
          maxLength={500}
          required={!isKept}
          autoComplete="off"
        />
      )}
    </>
  )
}
