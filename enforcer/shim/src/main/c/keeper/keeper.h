#pragma once

/// The keeper: a small process that holds the fanotify group of the exec gates (and whatever else must outlive the JVM) and
/// answers in the administrator's direction while the Enforcer is away. `argv[0]` is the word plimsoll-keeper.
///
/// Goes to the background and returns 0 once it serves its socket, 1 with the reason on standard error when it cannot,
/// 3 when another keeper serves that socket already.
int keeper_main(int argc, char **argv);
