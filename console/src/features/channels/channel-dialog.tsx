import { Modal, Select, Switch, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Channel } from '#contract/shapes/channel.ts'
import type { EmailChannel } from '#contract/shapes/email-channel.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { useResource } from '../../data/use-resource.ts'
import { all } from '../../data/resource.ts'
import { DialogForm } from '../../ui/form-dialog.tsx'
import { useFormSubmit } from '../../ui/use-form-submit.ts'
import { useChannelMessages } from '../../messages/channels/channel-messages.ts'
import { isSigningWhole, SigningFields, signingOf } from './signing-fields.tsx'

interface ChannelDialogProps {
  /** What is added or changed; null: the dialog is closed. */
  kind: Channel['kind'] | null
  /** The one that is changed; null for a new one. */
  channel: Channel | null
  email: EmailChannel | null
  onClose: () => void
  /** Told of a new one, and of its secret where it has one. */
  onMade?: (channelId: string, secret: string | null) => void
}

export function ChannelDialog({ kind, channel, email, onClose, onMade }: ChannelDialogProps) {
  const { channels: t } = useChannelMessages()
  const title = channel ? t.changeTitle(channel.name) : kind === 'email' ? t.addEmail : t.addApi
  return (
    <Modal opened={kind !== null} onClose={onClose} title={title} size="lg" closeOnClickOutside={false}>
      {kind !== null && (
        <ChannelForm kind={kind} channel={channel} email={email} onClose={onClose} onMade={onMade} />
      )}
    </Modal>
  )
}

interface ChannelFormProps {
  kind: Channel['kind']
  channel: Channel | null
  email: EmailChannel | null
  onClose: () => void
  onMade: ChannelDialogProps['onMade']
}

function ChannelForm({ kind, channel, email, onClose, onMade }: ChannelFormProps) {
  const t = useChannelMessages()
  const { channels: tChannels } = t
  const offered = useResource(all('agents.list')).value?.items ?? []
  const [name, setName] = useState(channel?.name ?? '')
  const [agentId, setAgentId] = useState(channel?.agentId ?? null)
  const [address, setAddress] = useState(email?.address ?? '')
  const [sending, setSending] = useState<Sending>({
    displayName: email?.displayName ?? '',
    signature: email?.signature ?? '',
    hasPlusAddress: email?.hasPlusAddress ?? true,
  })
  const [signing, setSigning] = useState(() => signingOf(email))
  const { error, isBusy, submit } = useFormSubmit(async () => {
    const facts = { name: name.trim(), agentId }
    const ofMail = { address: address.trim(), ...sending, ...signingFacts(signing) }
    if (channel) {
      await client.channels.change(channel.id, facts)
      if (kind === 'email') await client.channels.changeEmail(channel.id, ofMail)
      onClose()
    } else if (kind === 'email') {
      const made = await client.channels.createEmail({ ...facts, ...ofMail })
      onMade?.(made.email.channel.id, made.secret)
    } else onMade?.((await client.channels.create(facts)).id, null)
    invalidate('channel')
  })
  return (
    <DialogForm
      onClose={onClose}
      onSave={submit}
      isBusy={isBusy}
      error={error}
      isUnfit={
        name.trim() === '' || (kind === 'email' && (address.trim() === '' || !isSigningWhole(signing, email)))
      }
      saveLabel={channel ? t.general.save : tChannels.create}
    >
      <TextInput
        label={tChannels.name}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={80}
        required
        data-autofocus
      />
      {kind === 'email' && (
        <TextInput
          label={tChannels.address}
          description={tChannels.addressHint}
          type="email"
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
          maxLength={200}
          required
        />
      )}
      <Select
        label={tChannels.agent}
        placeholder={tChannels.firstAgent}
        data={offered.map(({ id, name: called }) => ({ value: id, label: called }))}
        value={agentId}
        onChange={setAgentId}
        clearable
        searchable
      />
      {kind === 'email' && (
        <>
          <SendingFields name={name} value={sending} onChange={setSending} />
          <SigningFields value={signing} email={email} onChange={setSigning} />
        </>
      )}
    </DialogForm>
  )
}

function signingFacts({ signingKey, ...way }: ReturnType<typeof signingOf>) {
  const key = way.signing === 'none' ? '' : signingKey.trim()
  return {
    signing: way.signing,
    ...(way.signing === 'hmac' && { signingHeader: way.signingHeader }),
    ...(key !== '' && { signingKey: key }),
  }
}

interface Sending {
  displayName: string
  signature: string
  hasPlusAddress: boolean
}

interface SendingFieldsProps {
  /** Of the channel, which stands for the sender's where there is none. */
  name: string
  value: Sending
  onChange: (sending: Sending) => void
}

/** What answers by mail look like. */
function SendingFields({ name, value, onChange }: SendingFieldsProps) {
  const { channels: tChannels } = useChannelMessages()
  return (
    <>
      <TextInput
        label={tChannels.displayName}
        placeholder={name}
        value={value.displayName}
        onChange={(event) => onChange({ ...value, displayName: event.currentTarget.value })}
        maxLength={80}
      />
      <Textarea
        label={tChannels.signature}
        value={value.signature}
        onChange={(event) => onChange({ ...value, signature: event.currentTarget.value })}
        maxLength={2_000}
        autosize
        minRows={2}
        maxRows={6}
      />
      <Switch
        label={tChannels.hasPlusAddress}
        description={tChannels.hasPlusAddressHint}
        checked={value.hasPlusAddress}
        onChange={(event) => onChange({ ...value, hasPlusAddress: event.currentTarget.checked })}
      />
    </>
  )
}
