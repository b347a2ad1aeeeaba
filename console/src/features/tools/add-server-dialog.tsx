import { Button, Group, Modal, PasswordInput, Select, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ToolServer, ToolServerList } from '#contract/shapes/tool-server.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { UrlField } from '../../ui/url-field.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { useFormSubmit } from '../../ui/use-form-submit.ts'
import { useToolMessages } from '../../messages/tools/tool-messages.ts'

interface AddServerDialogProps {
  isOpen: boolean
  programs: ToolServerList['programs']
  onClose: () => void
  onMade: (id: string) => void
}

export function AddServerDialog({ isOpen, onClose, ...form }: AddServerDialogProps) {
  const { tools: t } = useToolMessages()
  return (
    <Modal opened={isOpen} onClose={onClose} title={t.addTitle} size="lg" closeOnClickOutside={false}>
      <AddServerForm {...form} />
    </Modal>
  )
}

type Auth = ToolServer['auth']
type Transport = ToolServer['transport']

function AddServerForm({ programs, onMade }: Pick<AddServerDialogProps, 'programs' | 'onMade'>) {
  const { tools: t } = useToolMessages()
  const [name, setName] = useState('')
  const [transport, setTransport] = useState<Transport>('http')
  const [url, setUrl] = useState('')
  const [program, setProgram] = useState(programs[0]?.name ?? '')
  const [auth, setAuth] = useState<Auth>('none')
  const [isPersonal, setPersonal] = useState(false)
  const [header, setHeader] = useState('authorization')
  const [value, setValue] = useState('')
  const [clientId, setClientId] = useState('')
  const isProgram = transport === 'program'
  const isKeyed = !isProgram && auth === 'headers'
  const { error, isBusy, submit, saidOf } = useFormSubmit(async () => {
    const { id } = await client.toolServers.create({
      name: name.trim(),
      transport,
      ...(isProgram ? { program } : { url: url.trim(), auth, isPersonal: auth !== 'none' && isPersonal }),
      ...(!isProgram && auth === 'oauth' && clientId.trim() && { clientId: clientId.trim() }),
      ...(isKeyed && !isPersonal && { headers: { [header.trim().toLowerCase()]: value } }),
    })
    invalidate('tool-server')
    onMade(id)
  })
  const fields = ['name', 'url', 'headers']
  const isSaid = fields.some((field) => saidOf(field) !== undefined)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack>
        {error !== undefined && !isSaid && <ErrorState error={error} />}
        <TextInput
          label={t.name}
          description={t.nameHint}
          value={name}
          onChange={(event) => setName(event.currentTarget.value.toLowerCase().replace(/[\s_]+/g, '-'))}
          maxLength={40}
          required
          data-autofocus
          error={saidOf('name')}
        />
        <KindSelect value={transport} onChange={setTransport} hasPrograms={programs.length > 0} />
        {isProgram ? (
          <Select
            label={t.program}
            data={programs.map((one) => ({ value: one.name, label: one.title || one.name }))}
            value={program}
            onChange={(picked) => setProgram(picked ?? '')}
            allowDeselect={false}
          />
        ) : (
          <AddressFields {...{ url, setUrl, auth, setAuth, isPersonal, setPersonal }} error={saidOf('url')} />
        )}
        {!isProgram && auth === 'oauth' && (
          <TextInput
            label={t.clientId}
            description={t.clientIdHint}
            value={clientId}
            onChange={(event) => setClientId(event.currentTarget.value)}
            maxLength={500}
          />
        )}
        {isKeyed && !isPersonal && (
          <HeaderFields {...{ header, setHeader, value, setValue }} refusal={saidOf('headers')} />
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={isBusy} disabled={name === '' || (!isProgram && url.trim() === '')}>
            {t.create}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface KindSelectProps {
  value: Transport
  onChange: (transport: Transport) => void
  hasPrograms: boolean
}

function KindSelect({ value, onChange, hasPrograms }: KindSelectProps) {
  const { tools: t } = useToolMessages()
  return (
    <Select
      label={t.kind}
      data={(['http', 'sse', 'program'] as const)
        .filter((kind) => kind !== 'program' || hasPrograms)
        .map((kind) => ({ value: kind, label: t.kinds[kind] }))}
      value={value}
      onChange={(picked) => onChange(picked as Transport)}
      allowDeselect={false}
    />
  )
}

interface AddressFieldsProps {
  url: string
  setUrl: (url: string) => void
  auth: Auth
  setAuth: (auth: Auth) => void
  isPersonal: boolean
  setPersonal: (isPersonal: boolean) => void
  error: string | undefined
}

/** Where a server is, how it knows who calls, and whether everybody calls as one. */
function AddressFields({ url, setUrl, auth, setAuth, isPersonal, setPersonal, error }: AddressFieldsProps) {
  const { tools: t } = useToolMessages()
  return (
    <>
      <UrlField label={t.url} description={t.urlHint} value={url} onChange={setUrl} error={error} required />
      <Select
        label={t.auth}
        data={(['none', 'headers', 'oauth'] as const).map((one) => ({
          value: one,
          label: t.auths[one],
        }))}
        value={auth}
        onChange={(picked) => setAuth(picked as Auth)}
        allowDeselect={false}
      />
      {auth !== 'none' && (
        <Select
          label={t.whose}
          data={[
            { value: 'shared', label: t.shared },
            { value: 'personal', label: t.personal },
          ]}
          value={isPersonal ? 'personal' : 'shared'}
          onChange={(picked) => setPersonal(picked === 'personal')}
          allowDeselect={false}
        />
      )}
    </>
  )
}

interface HeaderFieldsProps {
  header: string
  setHeader: (header: string) => void
  value: string
  setValue: (value: string) => void
  refusal: string | undefined
}

/** One header that a server is shown, such as a key. */
export function HeaderFields({ header, setHeader, value, setValue, refusal }: HeaderFieldsProps) {
  const { tools: t } = useToolMessages()
  return (
    <>
      <TextInput
        label={t.header}
        description={t.headerHint}
        value={header}
        onChange={(event) => setHeader(event.currentTarget.value)}
        maxLength={60}
        required
      />
      <PasswordInput
        label={t.value}
        description={t.valueHint}
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
        maxLength={4000}
        autoComplete="off"
        required
        error={refusal}
      />
    </>
  )
}
