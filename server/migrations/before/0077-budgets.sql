CREATE TABLE budgets (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('tenant', 'agent', 'person')),
  agent_id uuid,
  member_id uuid,
  period text NOT NULL CHECK (period IN ('day', 'month')),
  currency text,
  amount_nanos bigint CHECK (amount_nanos > 0),
  tokens bigint CHECK (tokens > 0),
  warn_at smallint,
  cheaper_at smallint,
  cheaper_model text,
  knowledge_at smallint,
  person_at smallint,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  CHECK ((amount_nanos IS NULL) = (currency IS NULL)),
  CHECK (amount_nanos IS NOT NULL OR tokens IS NOT NULL),
  CHECK ((cheaper_at IS NULL) = (cheaper_model IS NULL)),
  CHECK ((kind = 'agent') = (agent_id IS NOT NULL)),
  CHECK (kind = 'person' OR member_id IS NULL),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agents ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, member_id) REFERENCES members ON DELETE CASCADE
);
CREATE UNIQUE INDEX budgets_subject ON budgets (tenant_id, kind, coalesce(agent_id, member_id, tenant_id), period);
COMMENT ON TABLE budgets IS 'What models may cost: in all, for an agent, or for a person.';
COMMENT ON COLUMN budgets.member_id IS 'Whose it is; null where it is every person’s, each by themselves.';
COMMENT ON COLUMN budgets.amount_nanos IS 'In billionths of its currency; counts what models with a price in it cost.';
COMMENT ON COLUMN budgets.tokens IS 'Counts what is not counted as money: tokens of models without a price in its currency.';
COMMENT ON COLUMN budgets.warn_at IS 'From which percentage a step acts, as of the next three; null: never.';

CREATE TABLE budget_spending (
  tenant_id uuid NOT NULL,
  budget_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  period_begins timestamptz(3) NOT NULL,
  spent_nanos bigint NOT NULL DEFAULT 0,
  spent_tokens bigint NOT NULL DEFAULT 0,
  reserved_nanos bigint NOT NULL DEFAULT 0,
  reserved_tokens bigint NOT NULL DEFAULT 0,
  told_step smallint NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, budget_id, subject_id, period_begins),
  FOREIGN KEY (tenant_id, budget_id) REFERENCES budgets ON DELETE CASCADE
);
CREATE INDEX budget_spending_subject ON budget_spending (tenant_id, subject_id);
COMMENT ON TABLE budget_spending IS 'What was spent of a budget in one of its periods, and what is reserved for calls that are under way.';
COMMENT ON COLUMN budget_spending.subject_id IS 'Whose spending it is: the tenant, an agent, a member or a visitor.';
COMMENT ON COLUMN budget_spending.told_step IS 'The last step whose crossing was told: 0 none, 1 warned, 2 cheaper model, 3 knowledge only, 4 a person.';

CREATE TABLE budget_reservations (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  budget_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  period_begins timestamptz(3) NOT NULL,
  nanos bigint NOT NULL,
  tokens bigint NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant_id, id, budget_id),
  FOREIGN KEY (tenant_id, budget_id) REFERENCES budgets ON DELETE CASCADE
);
CREATE INDEX budget_reservations_spending ON budget_reservations (tenant_id, budget_id, subject_id, period_begins);
COMMENT ON TABLE budget_reservations IS 'What one call of a model may cost, from before it until it has ended.';
COMMENT ON COLUMN budget_reservations.expires_at IS 'From then on nobody is left who could settle it: it counts as spent.';
