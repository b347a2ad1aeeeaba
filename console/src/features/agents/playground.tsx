import { Button, Group, Text, Title } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useStore } from '../../data/store.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ChatIcon } from '../../ui/icons.tsx'
import { useMessages } from '../../messages/messages.tsx'
import { type AgentFields, isAlike } from './agent-fields.ts'
import { PlaygroundComposer } from './playground-composer.tsx'
import { PlaygroundTurn } from './playground-turn.tsx'
import { ask, askAgain, clear, isOver, stop, turnsOf } from './playground-turns.ts'
import classes from './playground.module.css'

interface PlaygroundProps {
  /** The agent, or `new`. */
  place: string
  /** As the form stands, saved or not. */
  fields: AgentFields
}

/** Where an agent is tried while it is being made: it answers as the form stands, and nothing is kept. */
export function Playground({ place, fields }: PlaygroundProps) {
  const { agents: t } = useMessages()
  const turns = useStore(turnsOf(place))
  const last = turns.at(-1)
  const isBusy = last !== undefined && !isOver(last)
  const isOutdated = last !== undefined && !isBusy && !isAlike(last.asked, fields)
  const scroll = useRef<HTMLDivElement>(null)
  useStayingAtTheEnd(scroll, last)
  return (
    <section className={classes.playground} aria-label={t.playground}>
      <Group className={classes.head} justify="space-between" wrap="nowrap">
        <Title order={2} size="h5" visibleFrom="md">
          {t.playground}
        </Title>
        {turns.length > 0 && (
          <Button size="compact-sm" variant="subtle" color="gray" ml="auto" onClick={() => clear(place)}>
            {t.startOver}
          </Button>
        )}
      </Group>
      <div ref={scroll} className={classes.turns} tabIndex={-1}>
        {turns.length === 0 && <EmptyState icon={ChatIcon} title={t.tryFirst} hint={t.tryFirstHint} />}
        {turns.map((turn) => (
          <PlaygroundTurn
            key={turn.id}
            turn={turn}
            onAgain={() => askAgain(place, fields)}
            isLast={turn === last}
          />
        ))}
      </div>
      <div className={classes.foot}>
        {isOutdated && (
          <Group justify="space-between" gap="xs" mb="xs" className={classes.outdated} role="status">
            <Text size="sm">{t.formChanged}</Text>
            <Button size="compact-sm" variant="default" onClick={() => askAgain(place, fields)}>
              {t.askAgain}
            </Button>
          </Group>
        )}
        <PlaygroundComposer
          isBusy={isBusy}
          onAsk={(question) => ask(place, fields, question)}
          onStop={() => last && stop(last.id)}
        />
      </div>
    </section>
  )
}

const NEAR_PX = 80

/** Follows what is being written, unless the reader has gone up to read something else. */
function useStayingAtTheEnd(scroll: { current: HTMLElement | null }, last: unknown) {
  const isNear = useRef(true)
  useEffect(() => {
    const box = scroll.current
    if (!box) return
    const note = () => {
      isNear.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX
    }
    box.addEventListener('scroll', note, { passive: true })
    return () => box.removeEventListener('scroll', note)
  }, [scroll])
  useEffect(() => {
    const box = scroll.current
    if (box && isNear.current) box.scrollTop = box.scrollHeight
  }, [scroll, last])
}
