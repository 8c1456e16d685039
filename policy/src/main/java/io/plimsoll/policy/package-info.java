/// Pure judgement: a policy and facts give a verdict with the rule that decided and the reason. The command line, the
/// Command Center and the Enforcer all ask this code, so that they can never disagree. Waivers, which an operator
/// writes as exceptions, part the findings that count from those that stay visible only. It reads no clock and no disk.
@NullMarked
package io.plimsoll.policy;

import org.jspecify.annotations.NullMarked;
