"""The tables, one aggregate per file.

Glossary
- lifter: a person seen as the one who trains; a client is a lifter seen from their coach
- workout: one training session on one local day; planned, started, finished
- set: one row of an exercise in a workout; kinds: warm-up, working, AMRAP, drop, back-off
- tick: marking a set as done; it carries the load and reps that were on the screen
- load: a weight with its unit, as typed; what it means is the exercise's load mode's to say
- AMRAP: as many reps as possible; RPE: how hard 1 to 10; RIR: reps left in the tank
- operation: one wish to change fields of one row; the only way workout data changes
- commit: operations applied together; n counts a lifter's commits
- stamp: when and by which operation a field was last written
- tombstone: a deleted row's `deleted_at`, or what is left of it after the purge
- assignment: a program given to a lifter, with its own copy of it
- template: a program of a coach's own; assignments are copies of it, which change only when asked
- occurrence: the how-manieth training day of an assignment, from 0
- link: a coach and a client, once the client agreed to what is shared; invitation: a coach's offer of one
- limitation: what a lifter must not do; it keeps exercises out of what is suggested
- exercise note: what a lifter notes of an exercise for every time, not of one workout
- message: what a lifter and one of their coaches write about a workout or one set
- publication: a program or workout that a coach shows to everybody; comment: a question or answer under it
- news: that a publication is new, for one follower of its coach
"""

from webapp.models.base import Base
from webapp.models.coaching import CoachLink, CoachNote, Invitation
from webapp.models.exercise_note import ExerciseNote
from webapp.models.gym import Gym
from webapp.models.limitation import Limitation
from webapp.models.measurement import Measurement
from webapp.models.message import Message
from webapp.models.operation import Operation, SyncCommit, SyncHead
from webapp.models.program import Assignment
from webapp.models.publishing import Block, CoachProfile, Comment, Follow, News, Publication, Report
from webapp.models.reset import ResetLink
from webapp.models.session import Session
from webapp.models.template import ProgramChange, Template
from webapp.models.throttle import Throttle
from webapp.models.user import User
from webapp.models.workout import Workout, WorkoutExercise, WorkoutSet

__all__ = [
    "Assignment",
    "Base",
    "Block",
    "CoachLink",
    "CoachNote",
    "CoachProfile",
    "Comment",
    "ExerciseNote",
    "Follow",
    "Gym",
    "Invitation",
    "Limitation",
    "Measurement",
    "Message",
    "News",
    "Operation",
    "ProgramChange",
    "Publication",
    "Report",
    "ResetLink",
    "Session",
    "SyncCommit",
    "SyncHead",
    "Template",
    "Throttle",
    "User",
    "Workout",
    "WorkoutExercise",
    "WorkoutSet",
]
