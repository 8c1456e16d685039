#pragma once

/// Occupies closed descriptors 0, 1 and 2, so that no socket or log of ours is ever taken for standard output.
/// The stand-ins close themselves on exec: the real runc finds its descriptors exactly as the engine left them.
void guard_stdio(void);
