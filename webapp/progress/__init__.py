"""How training goes: sets a week by muscle, weeks kept to the plan, the exercises of late."""
