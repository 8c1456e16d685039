#pragma once

/// Stands where runc was. Returns the exit status; mostly it does not return, because the real runc takes its place.
int shim_main(int argc, char **argv);
