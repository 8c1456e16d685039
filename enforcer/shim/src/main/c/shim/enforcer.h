#pragma once

#include "answer.h"
#include "conf.h"

/// Connects to the Enforcer named in the configuration and starts the clock of `timeout-ms`. Trusts the socket only in a
/// directory that root alone may change, with root at its other end. On ANSWER_ALLOW the conversation is open.
struct answer enforcer_connect(struct conversation *with, const struct conf *conf);
