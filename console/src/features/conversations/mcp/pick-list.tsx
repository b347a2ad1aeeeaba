import { Text, TextInput, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useMcpMessages } from '../../../messages/mcp/mcp-messages.ts'
import classes from './mcp.module.css'

export interface PickItem {
  key: string
  name: string
  description: string
}

interface PickListProps {
  offers: readonly PickItem[]
  isBusy: boolean
  onPick: (key: string) => void
}

const SEARCHED_FROM = 8

/** What there is to choose from; searched where it is much. */
export function PickList({ offers, isBusy, onPick }: PickListProps) {
  const t = useMcpMessages()
  const [sought, setSought] = useState('')
  const wanted = sought.trim().toLowerCase()
  const found = offers.filter(({ name, description }) =>
    `${name} ${description}`.toLowerCase().includes(wanted),
  )
  if (offers.length === 0) return <Text c="var(--quiet)">{t.none}</Text>
  return (
    <>
      {offers.length >= SEARCHED_FROM && (
        <TextInput
          aria-label={t.search}
          placeholder={t.search}
          type="search"
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
        />
      )}
      {found.length === 0 && (
        <Text c="var(--quiet)" role="status">
          {t.notFound}
        </Text>
      )}
      <ul className={classes.offers}>
        {found.map(({ key, name, description }) => (
          <li key={key}>
            <UnstyledButton className={classes.offer} disabled={isBusy} onClick={() => onPick(key)}>
              <Text fw={600} component="span" dir="auto">
                {name}
              </Text>
              {description && (
                <Text size="sm" c="var(--quiet)" component="span" lineClamp={2} dir="auto">
                  {description}
                </Text>
              )}
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </>
  )
}
