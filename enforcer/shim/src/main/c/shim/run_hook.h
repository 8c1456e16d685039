#pragma once

/// The createRuntime hook that the Enforcer writes into config.json for `run` and `restore`: reads the container's state
/// (JSON of the OCI runtime specification) on standard input, sends it to the Enforcer and waits for its word, with the
/// container's first process held by runc meanwhile. Exit status 0 lets it go on, 1 makes runc give the container up.
int run_hook_main(void);
