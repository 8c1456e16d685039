/// plimsoll-runc: one small program with three roles, told apart by its first argument.
///   plimsoll-runc plimsoll-keeper ...   holds the exec gates while the Enforcer is away (keeper/)
///   plimsoll-runc plimsoll-hook         a createRuntime hook, for starts that have no pause (shim/run_hook.c)
///   anything else                       stands where runc was: asks the Enforcer, then runs the real runc (shim/)
#include "keeper/keeper.h"
#include "shim/run_hook.h"
#include "shim/shim.h"
#include "stdio_guard.h"

#include <string.h>

/// The installer recognises this program by these bytes (src/dist/plimsoll-shim); they must survive the linker.
__attribute__((used)) static const char marker[] = "PLIMSOLL-RUNC-SHIM";

int main(int argc, char **argv) {
    guard_stdio();
    if (argc > 1 && strcmp(argv[1], "plimsoll-keeper") == 0) return keeper_main(argc - 1, argv + 1);
    if (argc > 1 && strcmp(argv[1], "plimsoll-hook") == 0) return run_hook_main();
    return shim_main(argc, argv);
}
