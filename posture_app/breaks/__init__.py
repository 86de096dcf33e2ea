"""When to interrupt a person: rules, state machine and simulator."""
