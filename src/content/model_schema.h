#ifndef CONTENT_MODEL_SCHEMA_H
#define CONTENT_MODEL_SCHEMA_H

/* The tables behind model.h, for the checks that look at one kind of object. */

#include "content/model.h"

enum { MODEL_COLOUR = 0x1F4E5F }; /* where a bundle names none */

extern const struct schema picture_schema, map_schema, learning_schema,
    block_schema, choice_schema, question_schema, partner_schema,
    proposal_schema, privacy_schema;

#endif
