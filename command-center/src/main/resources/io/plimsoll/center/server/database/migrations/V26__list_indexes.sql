-- Containers in a state, in the order of their list: the planner knows states of those that are gone too, takes `dead` for
-- frequent, and looked at every container for a page of nothing.
create index container_state on container (state, name, id, host_id) where gone_at is null;
-- How many are behind which gate is counted in an index of a megabyte instead of in their wide rows.
create index container_gate on container (exec_gate) where gone_at is null;
